"""Lists of a story's subjects -> what stands beside the subject of the question: its rivals, whose figures are not its own.

"…三项工程的进展" lists three projects; the cost printed in the next sentence, which begins with one of them, is that one's alone.
"""

import re
from collections.abc import Sequence

from retrieval.answer.needs import Need, met
from retrieval.answer.pool import Story
from retrieval.answer.scoring import Ranked

__all__ = ["Rivals"]

_ITEM = re.compile(r"[^,，。;；:：、!！?？()（）《》“”\n]{2,16}")
_LIST = re.compile(rf"{_ITEM.pattern}(?:、{_ITEM.pattern})+(?:(?:和|与|以及|及){_ITEM.pattern})?")
_LEAD = re.compile(
    r"^.*(?:听取|关于|包括|察看|考察|推进|实施|建设|完成|开展|抓好|了|的|对|将|把|是|为)(?=.{2})"
)
_TAIL = re.compile(r"[两二三四五六七八九十\d]+(?:项|个|座|条|处|家|所|大|种).*$|等.*$")
_OWN = 0.6  # an item that holds so much of the question is its own subject
_LEAST = 3  # characters by which a rival is known again


class Rivals:
    """The rivals of a question's subject, by story; found once each."""

    def __init__(self, ranked: Ranked) -> None:
        self._needs = [
            need for need in ranked.needs if len(need.label) > 1 and need.focal < _ASKED
        ]
        self._known: dict[int, tuple[str, ...]] = {}

    def tells(self, story: Story, text: str) -> bool:
        """True for a normalised sentence that speaks of a rival, and of nothing of the question's own subject."""
        rivals = self._of(story)
        spoken = any(rival in text for rival in rivals)
        return spoken and not any(met(need, text) >= 1.0 for need in self._needs)

    def _of(self, story: Story) -> tuple[str, ...]:
        known = self._known.get(id(story))
        if known is None:
            found = (r for unit in story.units for r in _beside(unit.plain, self._needs))
            known = self._known[id(story)] = tuple(dict.fromkeys(found))
        return known


_ASKED = 3.5  # words right beside the question word say what is asked, not of what


def _beside(text: str, needs: Sequence[Need]) -> list[str]:
    """The other items of each list that has one which holds the words of the question."""
    found: list[str] = []
    for match in _LIST.finditer(text):
        items = [_bare(item) for item in re.split(r"、|和|与|以及|及", match[0])]
        own = [item for item in items if any(met(need, item) >= 1.0 for need in needs)]
        if 0 < len(own) < len(items):
            found += [item for item in items if item not in own and len(item) >= _LEAST]
    return found


def _bare(item: str) -> str:
    return _LEAD.sub("", _TAIL.sub("", item))
