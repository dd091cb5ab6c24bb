"""The tools of the conversation -> health and metrics, as those who watch over a server read them.

Metrics are in the text format 0.0.4 of Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/).
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.conversation.ports import Counts
from bot.conversation.turn import Tools
from retrieval.errors import WenbaoError
from retrieval.evaluation.measures import percentile
from retrieval.store.people_records import QuestionState

__all__ = ["Health", "health", "metrics"]

WINDOW = dt.timedelta(hours=1)
STATUSES = ("answered", "choice", "not_found", "failed")


@dataclass(frozen=True, slots=True)
class Health:
    """Whether questions can be answered now; ``problem`` says what keeps them, for the person in charge."""

    ok: bool
    counts: Counts
    problem: str | None = None

    def fields(self) -> dict[str, object]:
        """What /health says; ``release`` is ``None`` where nothing is loaded yet (which is no fault)."""
        return {
            "ok": self.ok,
            "problem": self.problem,
            "release": self.counts.release or None,
            "articles": self.counts.articles,
            "passages": self.counts.passages,
        }


def health(tools: Tools) -> Health:
    """Try the store and the search engine, each by one small question."""
    counts = Counts()
    try:
        counts = tools.assistant.counts()
        tools.assistant.ready()
    except WenbaoError as error:
        return Health(ok=False, counts=counts, problem=f"{type(error).__name__}: {error}")
    return Health(ok=True, counts=counts)


def metrics(tools: Tools) -> str:
    """Gauges of now and of the last hour, read from the store: those of all workers together."""
    state = health(tools)
    asked = [
        question
        for question in tools.people.questions(tools.clock() - WINDOW)
        if question.form == "question"
    ]
    statuses: Counter[str] = Counter(
        "failed" if one.state is QuestionState.FAILED else one.status or "open" for one in asked
    )
    times = [one.milliseconds for one in asked if one.status]
    lines = [
        *_gauge("up", "1 where questions can be answered now", {"": float(state.ok)}),
        *_gauge("release", "number of the release that answers", {"": state.counts.release}),
        *_gauge("articles", "articles of that release", {"": state.counts.articles}),
        *_gauge("passages", "passages of that release", {"": state.counts.passages}),
        *_gauge(
            "updates_open",
            "updates taken and not done with",
            {"": len(tools.people.open_updates())},
        ),
        *_gauge(
            "questions_last_hour",
            "questions of the last hour by what became of them",
            {f'status="{status}"': statuses[status] for status in STATUSES},
        ),
        *_gauge(
            "answer_milliseconds_last_hour",
            "time from a question to its answer, in the last hour",
            {f'quantile="{q}"': percentile(times, q) for q in (0.5, 0.95)} if times else {},
        ),
    ]
    return "\n".join(lines) + "\n"


def _gauge(name: str, says: str, values: Mapping[str, float]) -> Iterator[str]:
    yield f"# HELP wenbao_{name} {says}"
    yield f"# TYPE wenbao_{name} gauge"
    yield from _samples(name, values.items())


def _samples(name: str, values: Iterable[tuple[str, float]]) -> Iterator[str]:
    for labels, value in values:
        yield f"wenbao_{name}{{{labels}}} {value:g}" if labels else f"wenbao_{name} {value:g}"
