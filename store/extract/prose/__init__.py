"""How an article is read: its paragraphs, each in sentences, quotations and tokens.

Every family of findings that looks at words goes over the same `Paragraph`s, so that a text is
divided once. Where paragraphs, sentences and quotations begin and end, the room `passages` says, as
it does for the reader. Here they are put in terms of tokens, and sentences are taken together that
one attribution may hold.
"""
