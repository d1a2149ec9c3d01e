"""The reader's part that tags: makes tags, changes and removes them, and shows them meanwhile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace

from hedgerow.store.annotations import Annotation, Said, in_brief
from hedgerow.store.corpus import Article
from hedgerow.store.extract import Extraction
from hedgerow.store.folding import find_all
from hedgerow.store.journal import Change
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag, take_along
from hedgerow.tui.screens.article.article_view import ArticleView
from hedgerow.tui.screens.article.extracting import found_by_now
from hedgerow.tui.screens.article.knowing import Knowing
from hedgerow.tui.screens.article.part import Part
from hedgerow.tui.screens.article.reading import ReadingScreen


class Tagging(Part):
    """Tags what is selected, and changes the tag at the caret, where it is one's own."""

    def __init__(
        self, screen: ReadingScreen, knowing: Knowing, *, may_tag: Callable[[], bool]
    ) -> None:
        """Prepare to tag.

        Args:
            screen: the reader.
            knowing: what is known of the article by now.
            may_tag: says whether a tag that is made now would be seen, or tells what to do.
        """
        super().__init__(screen)
        self._knowing = knowing
        self._may_tag = may_tag

    # Making tags

    def action_tag(self, position: int) -> None:
        """Tag the selection with the label at a position of the codebook."""
        screen, codebook = self.screen, self.workspace.codebook
        screen.take_count()
        label = codebook.labels[position].name
        span, view = screen.selected, screen.view
        there = view.tags.on(span)
        there += [m for m in (*view.pending, *view.unsaved) if m.span == span]
        if any(known.label == label and known.is_own_of(self.me) for known in there):
            self._tell_tagged(label)
        elif not span.of(screen.article.text).strip():
            screen.tell("There is nothing here to tag.")
        else:
            self.save(tag(screen.article, span, label, annotator=self.me, codebook=codebook))

    def _tell_tagged(self, label: str) -> None:
        self.screen.tell(f"This passage is tagged as {label} already; x removes the tag.")

    def save(self, made: Annotation) -> None:
        """Save a tag, and show it as being saved meanwhile."""
        if not self._may_tag():
            return
        screen = self.screen
        screen.view.pending.append(made)
        screen.draw()
        # From here on the tag is in the queue, and is saved even if the reader is left at once.
        save = self._save if self._knowing.is_placed else self._save_new
        saving = screen.services.in_turn(save, made, screen.article, self._knowing.extraction)
        screen.follow_up(self._show_saved(saving, made, screen.view))

    def _save_new(
        self, made: Annotation, article: Article, extraction: Future[Extraction] | None
    ) -> Annotation:
        """Save a tag, unless its passage turns out to be tagged so already."""
        for there in self.workspace.place(article):
            known = there.annotation
            is_same = (there.span, known.label) == (made.span, made.label)
            if is_same and there.is_anchored and known.is_own_of(made.annotator):
                raise _AlreadyTaggedError
        return self._save(made, article, extraction)

    def _save(
        self, made: Annotation, article: Article, extraction: Future[Extraction] | None
    ) -> Annotation:
        """Save a tag with what it takes along; this is done off the screen's thread."""
        workspace = self.workspace
        if extraction is not None and made.origin == "human":
            try:
                found = found_by_now(workspace, article, made.start, extraction)
                made = take_along(made, article, found, workspace.codebook)
            except Exception:  # nobody has foreseen it; the tag is not to be lost by it
                workspace.history.keep_unsaved(made.brief, {article.id: {made.id: made.document()}})
                raise
        document = made.document()
        workspace.history.save(article.id, made.brief, {made.id: document}, keep=True)
        return made

    async def _show_saved(
        self, saving: Awaitable[Annotation], made: Annotation, view: ArticleView
    ) -> None:
        screen = self.screen
        try:
            saved = await screen.saving.saved(saving)
        except _AlreadyTaggedError:
            saved = None
            self._tell_tagged(made.label)
        except Exception:  # the app tells what nobody has foreseen; the tag is among the unsaved
            view.pending.remove(made)
            screen.services.changed(made.article)
            raise
        view.pending.remove(made)
        if saved is not None and made.article == screen.article.id:
            self._knowing.show_saved_tag(saved)
        screen.services.changed(made.article)
        if saved is None:
            return
        if self.workspace.corpus.is_there(saved.article):
            who = f" · {saved.speaker.value}" if saved.speaker else ""
            screen.tell(f"Saved: {saved.brief}{who}", part="good")
        else:
            what = "the article's file has gone from the disk; its tags are kept"
            screen.tell(f"Saved, but {what}.", part="error")

    # The tag at the caret

    def _own_tag_here(self) -> Annotation | None:
        """Give the tag that a command at the caret means: the smallest, the newest, one's own."""
        screen, view, caret = self.screen, self.screen.view, self.screen.selection.caret
        pending = [made for made in view.pending if made.start <= caret < made.end]
        here = [*pending, *(placed.annotation for placed in view.shown_tags.at(caret))]
        own = [annotation for annotation in here if annotation.is_own_of(self.me)]
        if not own and any(tag.start <= caret < tag.end for tag in view.unsaved):
            screen.tell("The tag here is not saved yet: R tries again, u gives it up.")
        elif here and not own:
            was_decided = "what was decided: d in the library changes it"
            owner = was_decided if here[0].is_adjudicated else f"{here[0].annotator}'s, not yours"
            screen.tell(f"The tag here is {owner}.")
        elif not here and not self._knowing.is_placed:
            screen.tell("The tags are still being read: try again in a moment.")
        elif not here:
            screen.tell("There is no tag at the caret: t goes to the next one.")
        # The tag that is selected exactly is meant before a smaller one at its start.
        exact = [annotation for annotation in own if annotation.span == screen.selected]
        return next(iter(exact or own), None)

    def action_remove(self) -> None:
        """Remove the tag at the caret."""
        if (known := self._own_tag_here()) is not None:
            history, what = self.workspace.history, f"remove {known.brief}"
            save, changes = history.save, {known.id: None}
            saving = self.screen.services.in_turn(save, known.article, what, changes, keep=True)
            self.screen.follow_up(self._show_removed(saving, known))

    async def _show_removed(self, saving: Awaitable[Change], known: Annotation) -> None:
        if await self.screen.saving.saved(saving) is not None:
            self.screen.tell(f"Removed: {known.brief}. u brings it back.")
        self.screen.services.changed(known.article)

    def action_memo(self) -> None:
        """Write a memo on the tag at the caret."""
        from hedgerow.tui.screens.base.prompts import LinePrompt

        if (known := self._own_tag_here()) is None:
            return

        def write(memo: str | None) -> None:
            if memo is not None and memo != known.memo:
                self.change(known, lambda tag: replace(tag, memo=memo), f"memo on {known.brief}")

        self.screen.app.push_screen(LinePrompt(f"Memo on {known.brief}:", known.memo), write)

    def action_attributes(self) -> None:
        """Set the attributes of the tag at the caret."""
        from hedgerow.tui.screens.base.prompts import AttributesPrompt

        if (known := self._own_tag_here()) is None:
            return
        label = self.workspace.codebook.label(known.label)
        attributes = {attribute.name: attribute.values for attribute in label.attributes}
        attributes |= {name: () for name in known.attributes if name not in attributes}
        if not attributes:
            self.screen.tell(f"The codebook gives {known.label} no attributes.")
            return

        def set_them(values: dict[str, str] | None) -> None:
            if values is not None and values != dict(known.attributes):
                what = f"attributes of {known.brief}"
                self.change(known, lambda tag: replace(tag, attributes=values), what)

        prompt = AttributesPrompt(known.brief, attributes, known.attributes)
        self.screen.app.push_screen(prompt, set_them)

    def action_point(self) -> None:
        """Point the tag at the caret to another speaker."""
        from hedgerow.tui.screens.base.prompts import ChoicePrompt, LinePrompt

        if (known := self._own_tag_here()) is None:
            return
        screen, extraction = self.screen, self._knowing.extraction
        if extraction is not None and not extraction.done():
            screen.tell("The speakers are still being looked for: try again in a moment.")
            return
        speakers = screen.view.found.speakers

        def point_to(said: Said | None) -> None:
            what = f"speaker {said.value if said else 'no one'} of {known.brief}"
            self.change(known, lambda tag: replace(tag, speaker=said), what)

        def point_to_name(name: str | None) -> None:
            if name and name.strip():
                places = find_all(screen.article.text, name)
                point_to(_nearest(name.strip(), places, known))

        def choose(position: int | None) -> None:
            if position is None:
                return
            if position < len(speakers):
                point_to(_nearest(speakers[position].name, speakers[position].mentions, known))
            elif position == len(speakers):
                question = "Who? Write the name as the article has it:"
                prompt = LinePrompt(question, check=self._name_fault)
                screen.app.push_screen(prompt, point_to_name)
            else:
                point_to(None)

        answers = [*(speaker.name for speaker in speakers), "someone else", "no one"]
        screen.app.push_screen(
            ChoicePrompt(f"Who says “{in_brief(known.quote)}”?", answers), choose
        )

    def _name_fault(self, name: str) -> str | None:
        if not name.strip() or find_all(self.screen.article.text, name):
            return None
        return f"“{name}” is not in this article"

    # Changing tags

    def change(
        self, known: Annotation, change_it: Callable[[Annotation], Annotation], what: str
    ) -> None:
        """Change a tag, behind whatever is being saved of it; `what` says it in words."""
        change, services = self.workspace.change, self.screen.services
        saving = services.in_turn(change, known.article, known.id, change_it, what, known)
        self.screen.follow_up(self._show_changed(saving, known.article))

    async def _show_changed(self, saving: Awaitable[Change], article: str) -> None:
        screen = self.screen
        try:
            change = await screen.saving.saved(saving)
        except LookupError:
            screen.tell("Not saved: the tag has been removed meanwhile.", part="error")
        else:
            if change is not None:
                screen.tell(f"Saved: {change.what}", part="good")
        screen.services.changed(article)


class _AlreadyTaggedError(Exception):
    """Raised where a tag would be the second of its kind on a passage."""


def _nearest(name: str, places: Sequence[Span], known: Annotation) -> Said:
    mention = min(places, key=lambda span: abs(span.start - known.start))
    return Said(name, *mention, origin="human")
