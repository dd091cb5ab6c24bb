"""How sure an answer is: what of the question its paragraph and article hold, and whether the hard parts are there.

sure = .4 x (share of the question's words in the article) + .6 x (their share in the paragraph, the head and the
lead, words near the question word weighing more), times a factor for each name that is missing and for a wrong day.
"""

import re

from retrieval.answer.needs import met
from retrieval.answer.pool import Story, plain_text
from retrieval.answer.scoring import Ranked, Scored
from retrieval.language.jieba_tags import tag_of
from retrieval.records import HEAD, Kind, Query

__all__ = ["THRESHOLD", "confidence"]

THRESHOLD = 0.34  # measured on the shared sets, docs/quality.md
_MISSING = 0.25  # the factor of a name, number or quotation that the article does not hold
_WRONG_DAY = 0.3


# what every report of a meeting says: it does not tell one from another
_ANY = frozenset(
    re.findall(
        r"\S+",
        "主持 参加 出席 参与 到会 与会 列席 讲话 发言 致辞 致词 陪同 会议 会 大会 开会 活动 召开 举行 举办 领导 人员 名单 人 今天 昨天 今年 本报",
    )
)
_OTHER = 0.4  # the factor of an event of another subject
_SAID = 0.45  # a subject met so far is spoken of


def confidence(query: Query, ranked: Ranked, scored: Scored) -> float:
    """Between 0 and 1; 1 where all that the question says is said where the answer stands."""
    sure = 0.4 * ranked.cover(scored.story) + 0.6 * _told_here(ranked, scored)
    for need in ranked.missing(scored.story):
        sure *= _MISSING + 0.4 * met(need, scored.story.whole)
    if query.dates and scored.day < 0.5:
        sure *= _WRONG_DAY + scored.day
    if not _told_of(query, scored.story, ranked):
        sure *= _OTHER
    return min(1.0, sure)


def _told_of(query: Query, story: Story, ranked: Ranked) -> bool:
    """False where the story speaks of nothing that the question is about: no name and no noun of it.

    Of a question for people in a role, any word that tells one event from another counts.
    """
    about = [n for n in ranked.needs if not any("".join(bag) in _ANY for bag in n.alternatives)]
    role = query.kind is Kind.PEOPLE and bool(query.roles)
    subject = [need for need in about if need.hard or role or _noun(need.label)]
    return not subject or any(met(need, story.whole) >= _SAID for need in subject)


def _noun(word: str) -> bool:
    """True for nouns of two characters and more, and for words that no dictionary has."""
    tag = tag_of(word)
    return len(word) > 1 and (tag is None or tag.startswith("n"))


def _told_here(ranked: Ranked, scored: Scored) -> float:
    story, unit = scored.story, scored.unit
    if unit.paragraph == HEAD:
        paragraph = story.head
    else:
        paragraph = plain_text(story.article.paragraphs[unit.paragraph].text)
    total = sum(need.weight * need.focal for need in ranked.needs)
    if not total:
        return 0.5
    found = sum(
        need.weight
        * need.focal
        * max(met(need, paragraph), met(need, story.head), met(need, story.lead))
        for need in ranked.needs
    )
    return found / total
