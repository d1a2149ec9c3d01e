"""How an article is read: its paragraphs, each in sentences, quotations and tokens.

Every family of findings that looks at words goes over the same `Paragraph`s, so that a text is
divided once.
"""
