"""Looking around in the articles: `/search`, `/glossary`, `/articles`, `/article`, `/why` and `/help`."""
