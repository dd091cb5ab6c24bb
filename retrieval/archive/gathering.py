"""The acts of a story -> its people, each with all roles, the posts as printed, and the words that say so."""

from collections.abc import Sequence

from retrieval.archive.acts import Act
from retrieval.archive.telling import Told
from retrieval.records import HEAD, Article, Attendance, NameKind, PostHeld, Role, Span

__all__ = ["attendances"]


def attendances(
    article: Article, told: Sequence[Told], posts: Sequence[PostHeld]
) -> tuple[tuple[Attendance, ...], bool]:
    """People with a strong act, in the order of the text (the body before the head), their roles gathered."""
    full = _full_names(told)
    order = [text for text in told if text.paragraph != HEAD]
    order += [text for text in told if text.paragraph == HEAD]
    strong: dict[str, tuple[int, Act]] = {}
    roles: dict[str, dict[Role, None]] = {}
    complete = True
    for text in order:
        for act in text.acts:
            name = full.get(act.name.text, act.name.text)
            if name in article.authors or len(name) < 2 or act.weak:
                continue
            strong.setdefault(name, (text.paragraph, act))
            roles.setdefault(name, {})[act.role] = None
            complete = complete and not (act.open and text.paragraph != HEAD)
    for text in order:
        for act in text.acts:
            name = full.get(act.name.text, act.name.text)
            if act.weak and name in strong:
                roles[name][Role.SPOKE] = None
    return tuple(
        Attendance(
            person=name,
            post=_post(name, posts),
            roles=tuple(roles[name]),
            paragraph=paragraph,
            span=act.name.span,
            evidence=act.evidence,
        )
        for name, (paragraph, act) in strong.items()
    ), complete


def _full_names(told: Sequence[Told]) -> dict[str, str]:
    """Surname of a foreigner -> the full name the article gives as well."""
    people = {
        n.text for text in told for n in text.names if n.kind is NameKind.PERSON and "·" in n.text
    }
    return {name.rsplit("·", 1)[1]: name for name in sorted(people)}


def _post(person: str, posts: Sequence[PostHeld]) -> str | None:
    """The posts of a person where the article prints most of them, joined as the paper joins them."""
    places: dict[tuple[int, Span], list[str]] = {}
    for post in posts:
        if post.person == person:
            places.setdefault((post.paragraph, post.person_span), []).append(post.post)
    fullest = max(places.values(), key=len, default=[])
    return "、".join(dict.fromkeys(fullest)) or None
