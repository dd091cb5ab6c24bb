"""Query, ranked units -> the posts of the person asked about, as printed where they fit the question best."""

import re
from collections.abc import Iterator

from retrieval.answer.candidates import Candidate
from retrieval.answer.pool import plain_text
from retrieval.answer.scoring import Ranked, scored_at
from retrieval.records import PostHeld, Query

__all__ = ["posts"]

_NOT_POST = re.compile(r"^(?:记者|通讯员|同志|先生|女士|老师)$")


def posts(query: Query, ranked: Ranked) -> list[Candidate]:
    """The posts of the question's people: those of one place together, the best place first."""
    people = {plain_text(name) for name in query.people}
    found: list[Candidate] = []
    for story in {id(s.story): s.story for s in ranked.units[:200]}.values():
        for held in story.facts.posts:
            if plain_text(held.person) not in people or _NOT_POST.match(held.post):
                continue
            scored = scored_at(ranked, story, held.paragraph, held.span[0])
            if scored is None:
                continue
            start = scored.unit.span[0]
            span = (held.span[0] - start, held.span[1] - start)
            score = scored.score + 0.1 * bool(held.unit) + 0.01 * min(10, len(held.post))
            found.append(Candidate(_printed(held), scored, span, score))
    found += _behind_name(query, ranked)
    return sorted(found, key=lambda c: -c.score) or list(_before_name(query, ranked))


_HOLDS = re.compile(
    r"(?:同志|先生|女士)?(?:现在|目前|现|时|已|被)?(?:担任|出任|现任|就任|任命为|当选为?|升任|任)(?P<post>[^,，。;；:：!！?？的了]{2,24})"
)


def _behind_name(query: Query, ranked: Ranked) -> Iterator[Candidate]:
    """What follows 担任 behind the name."""
    for scored in ranked.reading(40):
        for name in map(plain_text, query.people):
            for match in re.finditer(re.escape(name), scored.unit.plain):
                held = _HOLDS.match(scored.unit.plain, match.end())
                if held:
                    span = held.span("post")
                    text = scored.unit.text[span[0] : span[1]]
                    yield Candidate(text, scored, span, scored.score + _SAID)


_SAID = 0.3  # "X 担任 Y" says it in so many words


_ASK = re.compile(r"(?:现在|目前|当时)?(?:是|担任|任|的|当|做|在.{0,4}里?)+$")
_NOBODY = re.compile(r"[个位名的](?:人|男人|女人|男子|女子|死者|伤者|孩子)$")
_RUN = re.compile(r"[^,，。;；:：、!！?？()（）“”\"\s]{2,24}$")
_EDGE = re.compile(r".*(?:今天|昨天|今日|昨日|[日时]|介绍|据|由|和|与|对|向|在|的|了)(?=..)")


def _before_name(query: Query, ranked: Ranked) -> Iterator[Candidate]:
    """For a name that no tagger knows: the words that stand right before it."""
    words = _ASK.sub("", query.details.get("left", ""))
    if _NOBODY.search(words):  # whom no name tells
        return
    for scored in ranked.reading(24):
        tails = (words[start:] for start in range(len(words) - 1))
        name = next((tail for tail in tails if tail in scored.unit.plain), None)
        if name is None:
            continue
        place = scored.unit.plain.find(name)
        match = _RUN.search(scored.unit.plain[:place]) if place > 0 else None
        if match is None:
            continue
        cut = _EDGE.match(match[0])
        start = match.start() + (cut.end() if cut else 0)
        if place - start >= 2:
            text = scored.unit.text[start:place]
            yield Candidate(text, scored, (start, place), scored.score)


def _printed(held: PostHeld) -> str:
    return held.post.strip()
