"""A question to an answer that stands on verified quotes, or to a refusal.

No language model: the sentences that answer are chosen and quoted word for word. Works for French and English
questions over French and English articles; the words around the quotes are in the question's language. Pure CPU
work of some milliseconds: call it off the event loop. Safe to use from several threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from bot.answers.answer import Answer, Citation, Doubt, Length, NoAnswer, quoted
from bot.answers.conversation.alone import is_meant_alone, may_be_meant_alone
from bot.answers.conversation.following import is_in_full
from bot.answers.layout.announced_lists import list_asked
from bot.answers.layout.celled import celled, is_among
from bot.answers.layout.conditions import is_of_another_case
from bot.answers.layout.contacting import LOOKED_FOR as CONTACTING
from bot.answers.layout.contacting import asks_to_contact, contacting
from bot.answers.layout.dated import dated
from bot.answers.layout.entries import each_labelled, entries_asked, named_in_part
from bot.answers.layout.glossed import acronym, definition
from bot.answers.layout.headed import headed, steps_asked
from bot.answers.layout.holders import WHO_DOES_WHAT, duty_asked, held, office_asked
from bot.answers.layout.introduced import Sought, first_told, introduced_asked, named_among, notes_among, with_heading
from bot.answers.layout.joining import LOOKED_FOR as JOINING
from bot.answers.layout.joining import asks_to_join, joining, page_on_joining
from bot.answers.layout.lines import LaidOut, heading_above
from bot.answers.layout.numbered import numbered_part, part_asked
from bot.answers.layout.overtaking import overtaken
from bot.answers.layout.permitting import Ruling, permission_asked, rule_in_prose, rule_on
from bot.answers.layout.posed import whole
from bot.answers.layout.released import of_another, release_asked, versions_in
from bot.answers.layout.reserved import deed_of_whom, is_of_some, names_nobody, reserved_for
from bot.answers.layout.rows import YEAR
from bot.answers.layout.tabled import tabled
from bot.answers.layout.titled import titled, wanted
from bot.answers.overviews.inquiries import Inquiry, asked_of_another, inquiry_in
from bot.answers.overviews.inquiring import SUMMED_UP, Inquiring, is_called_so
from bot.answers.overviews.overview import overview
from bot.answers.overviews.summaries import summed_up
from bot.answers.overviews.surveying import Topic, says_more, told_about
from bot.answers.overviews.topics import tells_what_is_said
from bot.answers.questions.courtesies import bare_question
from bot.answers.questions.of_us import asked_of_us
from bot.answers.questions.question import REMEMBERED
from bot.answers.questions.several import MOST_QUESTIONS, Posed, posed_in, together
from bot.answers.rewording.asked_again import AskedAgain, doubted
from bot.answers.sentences.choosing import Choice, Evidence, choose
from bot.answers.sentences.confidence import SURE, SURE_DESPITE, SURE_OF_FEW, UNSURE, least_among
from bot.answers.sentences.model import AnswerModel, shipped_model
from bot.answers.sentences.reader import Reader, shipped_reader
from bot.answers.shown.differing import Told, differing
from bot.answers.shown.going_on import explains, with_next
from bot.answers.shown.quotes import MOST_OF_LONG, MOST_QUOTES, Quote, as_written, best_of, both_of, numbered, quotes_of
from bot.answers.trust.entitled import is_of_others
from bot.answers.trust.refusing import nearest_to, of_one_article, refusal, shares_nothing
from bot.answers.trust.sureness import doubt_of, names_nothing
from bot.answers.trust.weighing import Judge
from bot.answers.understanding import Understood, found_for, understand
from bot.answers.values.measures import asks_price, is_priced
from bot.answers.values.spans import DATE
from bot.answers.values.things import standing
from bot.answers.values.years import is_over, years_in
from bot.answers.wanted.attributes import lacks_attribute
from bot.answers.wanted.comparing import Sides, compared_in, contrasting, names_all
from bot.answers.wanted.introducing import introduces, says_what_is
from bot.answers.wanted.likeliest import likeliest_first
from bot.answers.wanted.own_language import own_language_first
from bot.answers.wanted.reasons import asks_barely_why, reason_first, tells_reason
from bot.answers.wanted.relating import Related, in_other_words, related_first, relation_asked
from bot.answers.wanted.superlatives import topped_first
from bot.answers.wanted.telling import telling_first
from bot.answers.wanted.untold import leave_untold, told_behind, with_behind
from bot.answers.wanted.whereabouts import is_elsewhere
from bot.texts import say
from corpus.article import Language, Span
from corpus.tables import BETWEEN, EMPTY
from index.hits import Hit
from index.matching.candidates import Query
from index.matching.ranking import FEW
from index.scope import Scope
from index.search import Search
from index.words.analysis import fold
from index.words.terms import Term

OF_CELLS = frozenset({"who", "when", "where", "how_many"})  # what a cell of a table tells, and no rule does


class Answerer:
    """Answers questions from one search; what it is less sure of than `least`, a share from 0 to 1, it refuses.

    Where that is not given, it is what was shipped for as many passages as a question's scope has.
    """

    def __init__(
        self,
        search: Search,
        *,
        least: float | None = None,
        model: AnswerModel | None = None,
        reader: Reader | None = None,
    ) -> None:
        """`model` and `reader` choose the sentences; where they are not given, the shipped ones do.

        Raises:
            AnswerModelError: a shipped one cannot be read.
        """
        self._search = search
        self._least = least
        self._model = model or shipped_model(search.table.digest)
        self._reader = reader or shipped_reader(search.table.digest)

    def least(self, scope: Scope | None = None) -> float:
        """Return the confidence below which a question to `scope` is refused."""
        return least_among(self._search.passages_in(scope)) if self._least is None else self._least

    def answer(
        self,
        question: str,
        *,
        earlier: Sequence[str] = (),
        scope: Scope | None = None,
        only: str | None = None,
        length: Length = "normal",
        likely_language: Language | None = None,
    ) -> Answer | NoAnswer:
        """Return the answer to `question` from `scope`; `earlier` are the questions asked before it, oldest first.

        Any text is a question: an empty one, or one without a word that means something, gets a refusal that
        says so. `only` is the id of the one article to answer from. `likely_language` is what the asker likely
        speaks: it tells in which language names and key words are answered. Where a message asks several questions
        each is answered as if it had been asked behind the ones before it.
        """
        asked = posed_in(question)
        said, results = list(earlier), []
        for one in asked[:MOST_QUESTIONS]:
            understood = self.understand(
                one.text,
                context=one.told,
                earlier=said,
                scope=scope,
                only=only,
                length=length,
                likely_language=likely_language,
            )
            result = self.in_context(understood) if isinstance(understood, Understood) else understood
            said.append(result.read_as or one.whole)
            results.append(result)
        if asked == [Posed(question)]:
            return results[0]
        left_out = [one.text for one in asked[MOST_QUESTIONS:]]
        return together(question, results, left_out, title=self.title(only))

    def understand(
        self,
        question: str,
        *,
        context: str = "",
        earlier: Sequence[str] = (),
        read_as: str = "",
        scope: Scope | None = None,
        only: str | None = None,
        length: Length = "normal",
        likely_language: Language | None = None,
    ) -> Understood | Answer | NoAnswer:
        """Return how `question` is read and what was found for it in `scope`, or the refusal of what asks nothing.

        `read_as` is the question in full words, where somebody wrote it out; without it, a question that leans on
        those before it is given the words that it lacks. `context` is what the same message tells before it, and
        is read with what leans on it. `only` is the id of the one article to look into. What asks about the articles
        themselves is answered at once.
        """
        understood = understand(
            question,
            self._search,
            context=context,
            earlier=earlier,
            read_as=read_as,
            scope=scope,
            only=only,
            length=length,
            likely_language=likely_language,
        )
        inquiry, again = _wished(bare_question(read_as or question), understood, earlier)
        if inquiry is None:
            if isinstance(understood, NoAnswer):
                return self._of_us(understood, scope=scope, only=only, length=length) or understood
            return understood
        if only is None and inquiry.points:
            only = self._article_before(inquiry, earlier, scope)
            if only is None and not inquiry.named:
                return understood
        told = self._of_articles(inquiry, understood, scope, only, length)
        return replace(told, read_as=again) if told is not None else understood

    def _article_before(self, inquiry: Inquiry, earlier: Sequence[str], scope: Scope | None) -> str | None:
        """Return which article the answer to the last question cites first, or at the place said; None for none.

        "It" is an article only where that question asked about the articles too, which `understand` answers.
        """
        if not earlier:
            return None
        asked = self.answer if inquiry.named else self.understand
        before = asked(earlier[-1], earlier=earlier[-REMEMBERED - 1 : -1], scope=scope)
        cited = dict.fromkeys(one.article_id for one in before.citations) if isinstance(before, Answer) else {}
        return next(islice(cited, max(0, inquiry.place - 1), None), None)

    def _of_articles(
        self,
        inquiry: Inquiry,
        understood: Understood | NoAnswer,
        scope: Scope | None,
        only: str | None,
        length: Length,
    ) -> Answer | NoAnswer | None:
        """Return what is told of the articles themselves, or how many there are; None where neither is meant."""
        question, language = understood.question, inquiry.language or understood.language
        if inquiry.wish == "latest" and isinstance(understood, Understood) and any(map(is_called_so, understood.hits)):
            return None
        told = Inquiring(self._search, language, scope=scope, length=length).told(inquiry, only)
        citations = numbered(told.quotes) if told is not None else ()
        if told is None or not citations:
            if inquiry.topic and inquiry.named and inquiry.surely and only is None:
                return refusal(question, language, "nothing_found")
            dateless = (inquiry.wish == "latest" or inquiry.newest) and not inquiry.topic
            if only is not None or not (dateless or inquiry.wish == "count" or inquiry.points):
                return None
            text = overview(language, self._search, scope)
            if dateless and self._search.snapshot.articles_in(scope):
                text = f"{say(language, 'answers.none_dated')} {text}"
            return replace(refusal(question, language, "empty"), text=text)
        return Answer(question, told.lead, citations, language, "extracted", 1.0)

    def _of_us(self, refused: NoAnswer, *, scope: Scope | None, only: str | None, length: Length) -> Answer | None:
        """Return where the community is or what it costs, to a question that names nothing; None where no page tells.

        It is sure only where "you" are asked: "it" may be anything.
        """
        asked = asked_of_us(bare_question(refused.question)) if refused.reason == "empty" else None
        if asked is None:
            return None
        read = understand(asked.full, self._search, scope=scope, only=only, length=length)
        told = self._titled(read, own=True) if isinstance(read, Understood) else None
        if told is None:
            return None
        told = replace(told, question=refused.question, read_as=asked.full)
        return told if asked.of_you else doubted(told)

    def in_context(self, understood: Understood) -> Answer | NoAnswer:
        """Return the answer to a question as it is read behind others, or by itself where that is better supported."""
        joined = self.extract(understood)
        if not may_be_meant_alone(understood):
            return joined
        read = self.understand(
            understood.question,
            scope=understood.query.scope,
            only=understood.only,
            length=understood.length,
            likely_language=understood.language,
        )
        alone = self.extract(read) if isinstance(read, Understood) else read
        if not isinstance(alone, Answer) or not is_meant_alone(understood, joined, alone):
            return joined
        return doubted(alone)  # it may have been meant with the one before

    def extract(self, understood: Understood) -> Answer | NoAnswer:
        """Return the answer of quotes alone, or the refusal where no sentence answers.

        A short answer is its first quote alone, a long one up to five; where two articles differ, both are told. Where
        the difference between two things is asked and no sentence compares them, what each is is told. A refusal
        speaks of the one article that was looked into where that is so.
        """
        sides = compared_in(understood.query.text)
        if sides is not None:
            result = self._apart(understood, sides)
        else:
            # It is not kept: an answerer and what it opened would outlast its last user.
            again = AskedAgain(self._search, self._plainly, self._quotes)
            result = self._numbered(understood) or again.better(understood, self._plainly(understood))
        title = self.title(understood.only)
        return of_one_article(result, title) if title and isinstance(result, NoAnswer) else result

    def title(self, article_id: str | None) -> str:
        """Return the title of an article; nothing for none, or where there is none of that id."""
        article = None if article_id is None else self._search.snapshot.passages.article(article_id)
        return "" if article is None else article.title

    def _plainly(self, understood: Understood) -> Answer | NoAnswer:
        """Return the answer to a question as it stands, or the refusal."""
        question, query, asked = understood.question, understood.query, understood.asked
        language, only, length = understood.language, understood.only, understood.length
        answer: Answer | NoAnswer | None = None
        reached = self._contacting(understood)
        if (
            reached is not None
            and reached.sure
            and not ((laid := _laid_out(understood, self._search)) is not None and laid.sure)
        ):
            return replace(reached, read_as=understood.read_as)
        listed = list_asked(query, asked, understood.hits) if asked.topic == "named" else None
        if listed is not None and listed.surely and (told := _told_by_layout(understood, listed)) is not None:
            return replace(told, read_as=understood.read_as)
        below = tabled(query, asked, understood.hits)
        if below is not None and below.surely and (told := _told_by_layout(understood, below)) is not None:
            return replace(told, read_as=understood.read_as)
        of_itself = self._titled(understood, own=True)
        if of_itself is not None and of_itself.sure:
            return replace(of_itself, read_as=understood.read_as)
        if asked.kind == "definition":
            subject, search = asked.subject, self._search
            answer = acronym(
                question, query, subject, search, language=language, only=only, length=length
            ) or definition(question, query, subject, search, language=language, only=only)
            if answer is None and not self._stands(understood):
                answer = refusal(question, language, "nothing_found")
        if asked.topic == "asked" and not isinstance(answer, NoAnswer):
            answer = self._told(understood, answer)
        sure = True
        if answer is None:
            answer = self._laid_out_or_quotes(understood)
            sure = isinstance(answer, Answer) and answer.sure
        if asked.topic == "named" and not sure and isinstance(answer, Answer) and _defines_it(answer, query):
            lead = _lead(language, answer.citations, None, sure=True)
            answer, sure = replace(answer, lead=lead, sure=True, doubt=None), True
        if asked.topic == "named" and not sure and listed is None:
            told = _told_by_layout(understood, below) if below is not None else None
            if told is None and (told := self._told(understood, None)) is not None and _lacks_attribute(told, query):
                told = doubted(told)
            answer = told or answer
        if asked.kind == "definition" and not sure and isinstance(answer, Answer) and not asked.topic:
            best = answer.citations[0]
            if not says_what_is(best.quote, asked.subject, best.language):
                told = self._told(understood, None, sure=False)
                opening = told.citations[0] if told is not None else best
                if told is not None and all(standing(query.terms, opening.quote, opening.language)):
                    answer = told
        unanswered = isinstance(answer, NoAnswer) and answer.reason == "not_answered"
        if unanswered and (asked.kind == "definition" or asked.topic in {"said", "written"}):
            answer = self._told(understood, None, sure=False) or answer
        if asked.topic == "said" and isinstance(answer, Answer) and not _tells_saying(answer):
            answer = doubted(answer)
        if reached is not None and not (isinstance(answer, Answer) and answer.sure):
            answer = reached
        if isinstance(answer, NoAnswer) and of_itself is not None:
            answer = of_itself
        if isinstance(answer, Answer) and answer.sure and versions_in(query.text):
            dated, first = asked.kind == "when", self._quoted(answer, understood.hits)[:1]
            told_of_another = any(of_another(query.text, one.article, one.span, dated=dated) for one in first)
            answer = doubted(answer) if told_of_another else answer
        if isinstance(answer, Answer) and answer.sure:
            quotes = self._quoted(answer, understood.hits)
            elsewhere = is_elsewhere(quotes, understood.hits, query) or is_of_others(quotes, understood.hits, query)
            doubtful = understood.guessed or bool(quotes and is_of_another_case(query, quotes))
            if elsewhere or doubtful or _lacks_what_is_new(answer, quotes, understood):
                answer = doubted(answer)
        return replace(answer, read_as=understood.read_as)

    def _numbered(self, understood: Understood) -> Answer | NoAnswer | None:
        """Return what the part says that is asked for by its number; a refusal where none is numbered so.

        None for any other question, and where the number stands in a sentence or the part may be of another thing.
        """
        part = part_asked(understood.query.text)
        if part is None:
            return None
        laid = numbered_part(part, understood.query, understood.hits)
        if laid.quotes:
            told = _told_by_layout(understood, laid)
            return replace(told, read_as=understood.read_as) if told is not None else None
        if part.of or any(part.stands_in(hit.passage.span.of(hit.article.text)) for hit in understood.hits):
            return None
        return refusal(understood.question, understood.language, "not_answered")

    def _stands(self, understood: Understood) -> bool:
        """Return whether any word of a question stands anywhere: in a text, or in what is above a passage found."""
        query = understood.query
        if any(self._search.stands(term, scope=query.scope) for term in query.terms):
            return True
        above = {(f"{hit.article.title}\n{hit.passage.heading}", hit.article.language) for hit in understood.hits}
        return any(any(standing(query.terms, text, language)) for text, language in above)

    def _laid_out_or_quotes(self, understood: Understood) -> Answer | NoAnswer:
        """Return what the layout tells where that is sure or the sentences are not, else what the sentences do.

        These are not where they begin with the line of which the layout is unsure: its columns tell what is lacking.
        """
        released = release_asked(understood.query, understood.asked, understood.hits)
        if released is not None and not released.quotes:
            query = understood.query
            near = nearest_to(query, understood.hits, self._search.rarity(query.terms, scope=query.scope))
            return refusal(understood.question, understood.language, "not_answered", near)
        told = _told_by_layout(understood, released) if released is not None else None
        sought = introduced_asked(understood.query.text)
        introduced = self._introduced(understood, sought) if sought is not None else None
        if introduced is not None and sought is not None and sought.version:
            return introduced
        answer = self._by_layout_or_sentences(understood, told)
        if sought is not None and sought.version and isinstance(answer, Answer) and answer.sure:
            tell_version = any(versions_in(one.quote) for one in answer.citations)
            return answer if tell_version else doubted(answer)
        if introduced is None or (isinstance(answer, Answer) and (answer.sure or not introduced.sure)):
            return answer
        return introduced

    def _by_layout_or_sentences(self, understood: Understood, told: Answer | None) -> Answer | NoAnswer:
        """Return the answer of a question whose release's notes `told`, if they did."""
        deed = permission_asked(understood.query, understood.asked)
        told = (
            told
            or self._held(understood)
            or self._joining(understood)
            or _laid_out(understood, self._search)
            or self._ruled(understood, deed, rule_on)
        )
        part = None
        if told is None and (row := named_in_part(understood.query, understood.asked, understood.hits)) is not None:
            part = _told_by_layout(understood, row)
        if part is None and (told is None or not told.sure):
            below = self._titled(understood)
            told = below if below is not None and (below.sure or told is None) else told
        for laid_out in (told, part):
            if laid_out is not None and laid_out.sure:
                return self._beside_newer(understood, laid_out)
        answer = self._quotes(understood)
        if part is not None and isinstance(answer, Answer):
            # Its cell that answers is in bold, and "a 65 % keyboard" is no price.
            unpriced = asks_price(understood.query.text) and not is_priced(answer.citations[0].quote)
            answer = part if unpriced or _begins_within(answer, part) else answer
        whose = deed_of_whom(understood.query, understood.asked)
        if whose and isinstance(answer, Answer):
            quote, language = answer.citations[0].quote, understood.language
            of_some = is_of_some(quote, whose, language, understood.hits)
            answer = doubted(answer) if of_some or names_nobody(quote) else answer
        sure = isinstance(answer, Answer) and answer.sure
        if not sure and (reserved := self._ruled(understood, whose, reserved_for)) is not None:
            return reserved
        if told is None and not sure:
            posed = headed(understood.query, understood.asked, understood.hits, opened=True)
            told = _told_by_layout(understood, posed) if posed is not None else part
            return self._ruled(understood, deed, rule_in_prose) or told or answer
        if told is None or (isinstance(answer, Answer) and sure and not _begins_within(answer, told)):
            return answer
        if isinstance(answer, Answer) and understood.asked.kind == "when" and _tells_but_a_year(told, answer):
            return answer
        if isinstance(answer, Answer) and sure and understood.asked.kind in OF_CELLS and _is_of_rows(told):
            lead = _lead(understood.language, told.citations, None, sure=True)
            told = replace(told, lead=lead, confidence=answer.confidence, sure=True)
        return self._beside_newer(understood, told)

    def _introduced(self, understood: Understood, sought: Sought) -> Answer | None:
        """Return since which version, or when, what is `sought` is so, by notes of releases; None where none has it."""
        query = understood.query
        read = understand(
            sought.text,
            self._search,
            read_as=sought.text,
            scope=query.scope,
            only=understood.only,
            length="short",
            likely_language=understood.language,
        )
        if isinstance(read, NoAnswer):
            return None
        hits = notes_among(read.hits, version=sought.version)
        answer = self._quotes(replace(read, hits=hits, language=understood.language)) if hits else None
        if isinstance(answer, Answer):
            first, surely = first_told(self._quoted(answer, hits)[0], sought, read.query.terms, hits)
            quotes = with_heading(first, version=sought.version)
            told = _told_by_layout(understood, LaidOut(quotes, answer.sure and surely)) if quotes else None
            return replace(told, confidence=answer.confidence, doubt=answer.doubt) if told is not None else None
        terms = read.query.terms
        named = named_among(terms, self._search.rarity(terms, scope=query.scope), hits, version=sought.version)
        quotes = with_heading(named, version=sought.version) if named is not None else []
        return _told_by_layout(understood, LaidOut(quotes, surely=False)) if quotes else None

    def _held(self, understood: Understood) -> Answer | None:
        """Return who holds an office or does what is asked, looked for by its name too; None where nothing tells it."""
        query = understood.query
        office, duty = office_asked(query), duty_asked(query)
        if not (office or duty) or understood.asked.kind != "who":
            return None
        looked_for = office or duty
        told = held(looked_for, query, understood.hits, duty=not office)
        for words in (" ".join(term.surface for term in looked_for), WHO_DOES_WHAT):
            if told is None or not told.surely:
                again = self._search.read(words, query.language, scope=query.scope)
                found = found_for(again, understood.only, self._search)
                told = held(looked_for, query, found, duty=not office) or told
        return _told_by_layout(understood, _in_its_year(told, query)) if told is not None else None

    def _contacting(self, understood: Understood) -> Answer | None:
        """Return how the community is reached, by the page that is on that; None where something else is asked."""
        query = understood.query
        if not asks_to_contact(query):
            return None
        again = self._search.read(CONTACTING, query.language, scope=query.scope)
        told = contacting([*understood.hits, *found_for(again, understood.only, self._search)], query)
        return _told_by_layout(understood, told) if told is not None else None

    def _joining(self, understood: Understood) -> Answer | None:
        """Return how one joins the community, by the page that is on that; None where something else is asked."""
        query = understood.query
        if not asks_to_join(query):
            return None
        again = self._search.read(JOINING, query.language, scope=query.scope)
        hits = [*understood.hits, *found_for(again, understood.only, self._search)]
        told = joining(hits, query)
        if told is None and (page := page_on_joining(hits, query)) is not None:
            spans = summed_up(page, self._search.encoder, SUMMED_UP[understood.length])
            told = LaidOut([Quote(page, span) for span in spans], surely=False)
        return _told_by_layout(understood, told) if told is not None and told.quotes else None

    def _titled(self, understood: Understood, *, own: bool = False) -> Answer | None:
        """Return what tells when or where something is, or what it costs, on the page that is called so.

        Of the community itself that page is looked for by its own words; with `own`, of nothing else.
        """
        query, asked, hits = understood.query, understood.asked, list(understood.hits)
        told = dated(query, asked, hits) if asked.topic in {"", "named"} and not own else None
        sought = wanted(query, asked) if asked.topic in {"", "named"} else None
        if (told is None or not told.surely) and sought is not None and (sought.own or not own):
            if sought.looked_for:
                again = self._search.read(sought.looked_for, query.language, scope=query.scope)
                hits += found_for(again, understood.only, self._search)
            below = titled(sought, query, hits)
            told = below if below is not None and (below.surely or told is None) else told
        return _told_by_layout(understood, _in_its_year(told, query)) if told is not None else None

    def _beside_newer(self, understood: Understood, told: Answer) -> Answer:
        """Return what the layout tells, behind what a newer article says instead, if one does."""
        quotes = self._quoted(told, understood.hits)
        newer = overtaken(quotes[0], understood.query, understood.hits) if len(quotes) == 1 else None
        citations = numbered([newer.quote, *quotes], understood.query.text) if newer is not None else ()
        if newer is None or len(citations) <= len(quotes):
            return told
        language = understood.language
        if not (newer.surely and told.sure):
            return _extracted(understood, say(language, "answers.unsure"), citations, UNSURE, sure=False)
        lead = _differing_lead(language, citations, [one.highlight for one in citations])
        return _extracted(understood, lead, citations, told.confidence, sure=True)

    def _ruled(self, understood: Understood, about: Sequence[Term], ruling: Ruling) -> Answer | None:
        """Return the rule on what a question is `about` that asks for one, as `ruling` finds it; None without either.

        Where no passage found has it, those are looked for that have no more than what the question is about.
        """
        query = understood.query
        if not about:
            return None
        rule = ruling(about, query.language, understood.hits)
        if rule is None and len(about) < len(query.terms):
            again = self._search.read(" ".join(term.surface for term in about), query.language, scope=query.scope)
            rule = ruling(about, query.language, found_for(again, understood.only, self._search))
        return _told_by_layout(understood, rule) if rule is not None else None

    def _apart(self, understood: Understood, sides: Sides) -> Answer | NoAnswer:
        """Return what tells two things apart: what compares them, else what each is, or the one that is known."""
        query, language, search = understood.query, understood.language, self._search
        posed = headed(query, understood.asked, understood.hits)
        if posed is not None and posed.surely and (told := _told_by_layout(understood, posed)) is not None:
            return told
        plain = self._plainly(understood)
        topics = [Topic(search.read(one, query.language, scope=query.scope), search.lexicon) for one in sides]
        if not all(topic.words for topic in topics):
            return plain
        unsure = say(language, "answers.unsure")
        contrast = contrasting(understood.hits, topics)
        quotes = numbered([contrast]) if contrast is not None else ()
        if quotes and names_all(quotes[0].quote, quotes[0].language, topics):
            lead = say(language, "answers.one", title=quotes[0].title)
            return _extracted(understood, lead, quotes, SURE_OF_FEW, sure=True)
        labelled = each_labelled([topic.terms for topic in topics], understood.hits)
        if labelled is not None and (told := _told_by_layout(understood, labelled)) is not None:
            return told
        if isinstance(plain, Answer) and any(names_all(one.quote, one.language, topics) for one in plain.citations):
            return doubted(plain)
        if quotes:
            return _extracted(understood, unsure, quotes, UNSURE, sure=False)
        found = [self._what_is(side, topic, understood) for side, topic in zip(sides, topics, strict=True)]
        known = [one for one in found if one is not None]
        citations = numbered(known)
        if not citations:
            near = () if isinstance(plain, Answer) else plain.nearest
            refused = refusal(understood.question, language, "not_answered")
            return replace(refused, nearest=near, read_as=understood.read_as)
        if len(citations) == len(found):
            return _extracted(understood, say(language, "answers.each"), citations, UNSURE, sure=False)
        one, other, lacking = (*sides, topics[1]) if found[0] else (sides.other, sides.one, topics[0])
        if all(search.stands(term, scope=query.scope) for term in lacking.terms):
            return _extracted(understood, unsure, citations, UNSURE, sure=False)
        names = {"one": quoted(one, language), "other": quoted(other, language)}
        title = self.title(understood.only)
        key = "answers.one_of_two_in" if title else "answers.one_of_two"
        lead = say(language, key, title=quoted(title, language), **names)
        return _extracted(understood, lead, citations, UNSURE, sure=False)

    def _what_is(self, side: str, topic: Topic, understood: Understood) -> Quote | None:
        """Return the quote that tells what one of two things is, by name; None where none does."""
        query = understood.query
        asks = say(query.language, "answers.what_is", thing=side)
        read = self.understand(asks, scope=query.scope, only=understood.only, length="short")
        answer = self._plainly(read) if isinstance(read, Understood) else read
        told = self._quoted(answer, understood.hits) if isinstance(answer, Answer) else []
        if isinstance(read, Understood):
            told += told_about(read.query, read.hits, self._search.lexicon, query.language, MOST_QUOTES)
        named = (one for one in told if not topic.lacking_in(one.span.of(one.article.text), one.article.language))
        return next(named, None)

    def _quoted(self, answer: Answer, hits: Sequence[Hit]) -> list[Quote]:
        """Return what an answer quotes, to be quoted again; articles that none of `hits` is of are read."""
        known = {hit.article.id: hit.article for hit in hits}
        article_of = self._search.snapshot.passages.article
        return [
            Quote(article, Span(one.start, one.end), one.highlight)
            for one in answer.citations
            if (article := known.get(one.article_id) or article_of(one.article_id)) is not None
        ]

    def _told(self, understood: Understood, meant: Answer | None, *, sure: bool = True) -> Answer | None:
        """Return what the articles say about a topic, first what it is, as `meant` tells, if it does.

        Where one cannot be `sure` that it is what was asked for, only what names all of the topic is told.
        """
        known = self._quoted(meant, understood.hits) if meant else []
        most = {"short": 1, "normal": MOST_QUOTES, "long": MOST_OF_LONG}[understood.length]
        lexicon, language = self._search.lexicon, understood.language
        query, hits = understood.query, understood.hits
        told = told_about(query, hits, lexicon, language, most, known=known, whole=not sure)
        quotes = [*known, *whole(told)]
        citations = numbered(quotes)[: max(most, len(known))]
        if not citations:
            return meant
        if understood.asked.topic == "named":
            sure = sure and says_more(quotes[0], query, lexicon)
        lead = meant.lead if meant else _lead(language, citations, None, sure=sure)
        return _extracted(understood, lead, citations, 1.0 if sure else UNSURE, sure=sure)

    def by_sentences(self, understood: Understood) -> Answer | NoAnswer:
        """Return what the likeliest sentences tell, whatever the layout does, asked in no other words."""
        return self._quotes(understood)

    def _quotes(self, understood: Understood) -> Answer | NoAnswer:
        """Return the quotes that answer, or the refusal where the articles hold none.

        Where two articles differ, each is quoted. The likeliest sentence is one of the two, and the answer is as sure
        as that one: an unsure one shows both numbers, but does not say that they differ, since neither may be of what
        was asked.
        """
        question, query, asked = understood.question, understood.query, understood.asked
        hits, language = understood.hits, understood.language
        least = self.least(query.scope)
        choice = choose(query, asked, hits, self._search, self._model, self._reader)
        few = self._search.passages_in(query.scope) < FEW
        sure_from = SURE_OF_FEW if few else SURE
        if few:
            choice = replace(choice, evidence=own_language_first(choice.evidence, query, asked, choice.rarities))
        evidence, confidence = choice.evidence, choice.confidence
        related = self._related(understood, choice, sure_from)
        if related is not None:
            evidence, confidence = related.evidence, max(confidence, sure_from if related.surely else least)
        elif (
            not evidence
            or evidence[0].unheard_of
            or names_nothing(evidence, query)
            or shares_nothing(query.terms, hits)
        ):
            near = nearest_to(query, hits, choice.rarities)
            return refusal(question, language, "nothing_found", near)
        evidence, confidence = likeliest_first(
            evidence, confidence, hits, query, asked, least=least, sure=sure_from, related=related is not None
        )
        if confidence < least:
            near = nearest_to(query, hits, choice.rarities)
            return refusal(question, language, "not_answered", near, confidence)
        barely_why = asks_barely_why(query.text)
        likeliest = evidence[0]
        evidence = topped_first(evidence, hits, query, likely=True) or telling_first(evidence, query, asked)
        if barely_why:
            evidence = reason_first(evidence)
        told = differing(evidence, query, asked, choice.rarities)
        best = best_of(evidence, query, asked, understood.length)
        quotes = quotes_of(best, query, asked, choice.rarities) if told is None else both_of(told, query)
        if told is None and understood.length != "short":
            quotes = whole(quotes)
        citations = numbered(quotes, query.text)
        if not citations:
            return refusal(question, language, "nothing_found", nearest_to(query, hits, choice.rarities))
        start = best[0][1].span.start
        first = next((one for one in citations if one.start <= start < one.end), citations[0])
        doubt = None
        if related is None or not related.surely:
            doubt = doubt_of(
                confidence,
                *best[0],
                query,
                asked,
                choice.rarities,
                joined=next((one.span.of(one.article.text) for one in quotes if _quotes_from(one, first)), first.quote),
                highlight=first.highlight,
                judge=self._judge(choice, query.scope),
            )
        if evidence[0] is not likeliest and not _goes_on_from(evidence[0], likeliest):
            doubt = doubt or Doubt("other")
        sure = doubt is None
        # How sure one may be is told without the sentence that goes on, which may be of something else.
        explained = False
        if few and told is None and understood.length != "short":
            shown = with_next(best, query, asked)
            explained = asked.kind == "why" and explains(*shown[0])
            if shown[0] is not best[0]:
                quotes = whole(quotes_of(shown, query, asked, choice.rarities))
                citations = numbered(quotes, query.text) or citations
        untold = few and not sure and not barely_why and not explained
        if untold and leave_untold(quotes, asked, query, confidence):
            behind = told_behind(best[0][0], asked, query)
            if behind is None:
                near = nearest_to(query, hits, choice.rarities)
                return refusal(question, language, "not_answered", near, round(least * confidence, 3))
            citations = numbered(with_behind(quotes, behind), query.text)
        if barely_why and not tells_reason(evidence[0].text, evidence[0].article.language):
            lead = say(language, "answers.no_reason")
            unsure = _extracted(understood, lead, citations, round(min(confidence, UNSURE), 3), sure=False)
            return replace(unsure, doubt=Doubt("reason"))
        lead = _lead(language, citations, told, sure=sure)
        if told is None and (asked.kind == "how" or asked.several):
            citations = as_written(citations)
        return replace(_extracted(understood, lead, citations, round(confidence, 3), sure=sure), doubt=doubt)

    def _judge(self, choice: Choice, scope: Scope | None) -> Judge | None:
        """Return what judges answers of a choice among few passages; None among many."""
        if choice.judged is None:
            return None
        shares, passages = [one.share for one in choice.evidence], self._search.passages_in(scope)
        return Judge(choice.judged, shares, self._model.sureness_of_few, passages)

    def _related(self, understood: Understood, choice: Choice, sure: float) -> Related | None:
        """Return the sentences that tell who leads, founded or how many are employed, where that is asked of a name.

        Where no passage found tells it, those are looked for that have its own words.
        """
        query = understood.query
        relation = relation_asked(query, understood.asked)
        if relation is None:
            return None
        told = related_first(choice.evidence, understood.hits, relation, choice.confidence, sure)
        if told is not None or choice.confidence >= sure:
            return told
        again = self._search.read(in_other_words(relation), query.language, scope=query.scope)
        hits = found_for(again, understood.only, self._search)
        return related_first(choice.evidence, hits, relation, choice.confidence, sure)


def _laid_out(understood: Understood, search: Search) -> Answer | None:
    """Return the answer that the layout of an article gives; None where none does.

    The steps of a how-to, the cell of a table, what stands under a heading that asks the question.
    """
    query, asked, hits = understood.query, understood.asked, understood.hits
    if asked.topic not in {"", "named"}:
        return None
    told = steps_asked(query, asked, hits) or entries_asked(query, asked, hits)
    cells = celled(query, asked, hits, search.rarity(query.terms, scope=query.scope))
    rivals = told is not None and cells is not None and is_among(told, cells)
    if told is None or not told.surely or rivals:
        part = named_in_part(query, asked, hits) if told is None and not (cells and cells.surely) else None
        told = part if part is not None and part.surely else cells or told
    if told is None or not told.surely:
        told = list_asked(query, asked, hits) or told
    if told is None or not told.surely:
        beneath = headed(query, asked, hits)
        told = beneath if beneath is not None and (beneath.surely or told is None) else told
    return _told_by_layout(understood, told) if told is not None else None


def _told_by_layout(understood: Understood, told: LaidOut) -> Answer | None:
    """Return the answer of what the layout of an article tells; None where no quote of it stands."""
    citations, sure = numbered(told.quotes, understood.query.text), told.surely
    if not citations:
        return None
    lead = _lead(understood.language, citations, None, sure=sure)
    return _extracted(understood, lead, citations, SURE_DESPITE if sure else UNSURE, sure=sure)


def _in_its_year(told: LaidOut, query: Query) -> LaidOut:
    """Return what a page tells, surely of its own year alone where it is kept for the record."""
    quote = told.quotes[0]
    other = not years_in(query.text) & years_in(f"{quote.article.title}\n{quote.span.of(quote.article.text)}")
    return replace(told, surely=told.surely and not (is_over(quote.article) and other))


def _quotes_from(quote: Quote, citation: Citation) -> bool:
    """Return whether a citation is of this quote, maybe with the question of the page that it answers."""
    return quote.article.id == citation.article_id and citation.start <= quote.span.start < citation.end


def _defines_it(answer: Answer, query: Query) -> bool:
    """Return whether the first quote opens with what was named, and says what that is: "Casgevy is a treatment.".

    The answer must be unsure for no other reason than that it is not likely enough.
    """
    first, name = answer.citations[0], fold(query.text)
    only_unlikely = answer.doubt is not None and answer.doubt.kind == "other" and answer.confidence >= SURE_OF_FEW
    opens = bool(name) and fold(first.quote)[: len(name)] == name
    return only_unlikely and opens and introduces(first.quote, query.text.strip(" ?!.…\n\t"), first.language)


def _lacks_what_is_new(answer: Answer, quotes: Sequence[Quote], understood: Understood) -> bool:
    """Return whether a follow-up names what no quote does, nor what is above it: "when is it? (builder role)"."""
    _, opened, new = understood.read_as.removesuffix(")").rpartition(" (")
    if not opened or not understood.read_as.endswith(")"):
        return False
    asked = set(fold(new))
    terms = [term for term in understood.query.terms if term.folded in asked]
    told = [(f"{one.title}\n{one.quote}", one.language) for one in answer.citations]
    told += [(heading_above(one.article, one.span.start), one.article.language) for one in quotes]
    return bool(terms) and not any(any(standing(terms, text, language)) for text, language in told)


def _goes_on_from(one: Evidence, likeliest: Evidence) -> bool:
    """Return whether a sentence opens with a pronoun that the likeliest one explains: "It costs …"."""
    return one.leans and one.article.id == likeliest.article.id and one.before == likeliest.span


def _wished(question: str, understood: Understood | NoAnswer, earlier: Sequence[str]) -> tuple[Inquiry | None, str]:
    """Return what a question wishes of the articles, and how it reads in full where only that tells.

    "and Jupiter?" asks again which articles speak of something.
    """
    inquiry = inquiry_in(question) or (asked_of_another(question, bare_question(earlier[-1])) if earlier else None)
    again = understood.read_as if isinstance(understood, Understood) else ""
    if inquiry is not None or not again or is_in_full(again):
        return inquiry, ""
    inquiry = inquiry_in(again)
    return inquiry, again if inquiry is not None else ""


def _is_of_rows(answer: Answer) -> bool:
    """Return whether an answer quotes rows of tables alone, all of whose cells tell something."""
    return all(BETWEEN in one.quote and EMPTY not in one.quote.split(BETWEEN) for one in answer.citations)


def _tells_but_a_year(told: Answer, answer: Answer) -> bool:
    """Return whether a row tells a year alone of what a sentence tells the day: "2024 | Wren", "on 3 May"."""
    row, sentence = told.citations[0], answer.citations[0]
    dates = [match.group() for match in DATE.finditer(sentence.quote)]
    a_day = any(not YEAR.fullmatch(date) and any(map(str.isdigit, YEAR.sub("", date))) for date in dates)
    return YEAR.fullmatch(row.highlight) is not None and a_day and BETWEEN not in sentence.quote


def _begins_within(answer: Answer, told: Answer) -> bool:
    """Return whether the first quote of an answer overlaps one of another."""
    return any(one.repeats(told.citations) for one in answer.citations[:1])


def _lacks_attribute(answer: Answer, query: Query) -> bool:
    return all(lacks_attribute(query, one.quote, one.quote, one.language) for one in answer.citations)


def _tells_saying(answer: Answer) -> bool:
    return any(tells_what_is_said(citation.quote) for citation in answer.citations)


def _extracted(
    understood: Understood, lead: str, citations: tuple[Citation, ...], confidence: float, *, sure: bool
) -> Answer:
    """Return an answer of quotes below a lead."""
    return Answer(
        question=understood.question,
        lead=lead,
        citations=citations,
        language=understood.language,
        origin="extracted",
        confidence=confidence,
        read_as=understood.read_as,
        sure=sure,
    )


def _lead(language: Language, citations: Sequence[Citation], told: Sequence[Told] | None, *, sure: bool) -> str:
    """Return what stands above the quotes."""
    if not sure:
        return say(language, "answers.unsure")
    if told is not None and len(citations) == len(told):
        return _differing_lead(language, citations, [one.text for one in told])
    sources = {citation.number for citation in citations}
    return say(language, "answers.several" if len(sources) > 1 else "answers.one", title=citations[0].title)


def _differing_lead(language: Language, citations: Sequence[Citation], values: Sequence[str]) -> str:
    """Return what says that two articles differ, and in which values."""
    first, second = (
        f"{quoted(value, citation.language)} [{citation.number}]"
        for value, citation in zip(values, citations, strict=True)
    )
    newest, other = (citation.published for citation in citations)
    key = "answers.differ" if newest and other and newest > other else "answers.differ_undated"
    return say(language, key, first=first, second=second)
