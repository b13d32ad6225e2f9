"""Answers written by a chat model from numbered passages, every statement of them checked before anyone sees it.

Only `model` knows LangChain, and only who has a chat model set loads it. Without one, nothing here runs.
"""
