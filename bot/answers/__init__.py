"""Questions in, cited answers out.

This floor knows questions, citations and refusals. It does not know Discord.
"""
