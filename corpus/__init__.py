"""Articles in, clean addressable text out.

This floor knows files, articles, languages, sentences and passages. It does not know vectors, answers or Discord.
"""
