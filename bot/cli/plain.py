"""Answers and hits -> plain text for a terminal; the words of the frame are the conversation's own."""

from retrieval.records import Answer, Citation, Hit, Status

__all__ = ["answer_text", "citation_text", "hit_text"]

_WORDS = {
    "zh": {
        "not_found": "在已收录的报纸里没有找到答案，所以我不猜。",
        "nothing_loaded": "还没有载入报纸；先运行 wenbao load 路径。",
        "nearest": "最接近的：",
        "choice": "有几件事都符合，您问的是哪一件？",
        "open": "（原文有“等”，名单不全）",
        "another": "（另有一件事也符合）",
        "read_as": "理解为：",
    },
    "en": {
        "not_found": "I could not find this in the loaded newspapers, so I will not guess.",
        "nothing_loaded": "No newspaper is loaded yet; run wenbao load PATH first.",
        "nearest": "Closest:",
        "choice": "Several events match. Which one do you mean?",
        "open": "(the paper says 等, “and others”: the list is not complete)",
        "another": "(another event matches too)",
        "read_as": "Read as: ",
    },
}


def answer_text(answer: Answer) -> str:
    """The answer first, then each quote with where it stands."""
    words = _WORDS[answer.query.language]
    lines = []
    if answer.query.read_as:
        lines.append(words["read_as"] + answer.query.read_as)
    if answer.note == "nothing_loaded":
        return words["nothing_loaded"]
    if answer.status is Status.NOT_FOUND:
        lines.append(words["not_found"])
        nearest = [f"  · {_label(citation)}" for citation in answer.citations]
        return "\n".join([*lines, *([words["nearest"], *nearest] if nearest else [])])
    if answer.status is Status.CHOICE:
        lines.append(words["choice"])
        lines += [f"  {number}. {choice.label}" for number, choice in enumerate(answer.choices, 1)]
    else:
        lines.append(answer.answer or "、".join(answer.items))
        if not answer.complete:
            lines.append(words["open"])
        if answer.note == "another_event":
            lines.append(words["another"])
    lines += [
        citation_text(number, citation) for number, citation in enumerate(answer.citations, 1)
    ]
    return "\n".join(lines)


def citation_text(number: int, citation: Citation) -> str:
    """A quote with its number, and where it stands: headline, day, source and lines."""
    return f"\n[{number}] “{citation.quote}”\n    — {_label(citation)}"


def _label(citation: Citation) -> str:
    place = f"{citation.source}:{','.join(map(str, citation.lines))}"
    day = citation.date.isoformat() if citation.date else None
    return " · ".join(part for part in (citation.headline, day, place) if part)


def hit_text(hit: Hit) -> str:
    """A passage with its rank, score, headline and day."""
    day = f"{hit.article.date.isoformat()} · " if hit.article.date else ""
    return f"{hit.rank:>3}  {hit.score:7.3f}  {hit.article.headline or '—'} · {day}{hit.article.source}\n     {hit.passage.text}"
