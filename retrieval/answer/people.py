"""Query, ranked units -> people: who holds a post, who did it, and whoever is listed with them."""

import re
from collections import Counter

from retrieval.answer.candidates import Candidate
from retrieval.answer.doers import doers_of, verb_asked
from retrieval.answer.groups import Group, Member, groups_of
from retrieval.answer.nearness import nearness, places_of
from retrieval.answer.needs import share
from retrieval.answer.pool import plain_text
from retrieval.answer.scoring import Ranked, Scored, scored_at
from retrieval.answer.unknown_names import with_unknown
from retrieval.language.posts import parse_post, same_post
from retrieval.records import Name, NameKind, PostHeld, Query

__all__ = ["group_of", "holders", "names_post", "people", "persons", "reporters"]

_UNITS = 20
_SIDE = 0.3  # what nearness gains where the verb is said of a person
_THOUGHT = re.compile(
    r"(?:总书记|主席|总理|同志)?(?:关于|重要|新时代|系列|考察|视察|在.{2,12}重要|[一-鿿]{0,6}(?:思想|理论|精神|讲话精神))"
)
_REPORTER = re.compile(r"(?:记者|通讯员|特约记者|实习生|摄影|报道员)[\s、一-鿿]{0,24}$")


_INVITED = re.compile(r"应(?P<who>[^,，。;；]{2,30}?)的?邀请")


def _inviting(ranked: Ranked) -> list[Candidate]:
    """Who invited: the person between 应 and 邀请."""
    found = []
    for scored in ranked.reading(_UNITS):
        for match in _INVITED.finditer(scored.unit.plain):
            within = [n for n in persons(scored) if match.start() < n.span[0] < match.end()]
            found += [Candidate(n.text, scored, n.span, scored.score) for n in within[-1:]]
    return sorted(found, key=lambda c: -c.score)


_AGENT = re.compile(r"[由被](?P<who>[^,，。;；:：]{2,40}?)(?:共同|联合|负责|牵头)?$")


def _agents(ranked: Ranked) -> list[Candidate]:
    """Who did it: what stands between 由 or 被 and a word of the question."""
    found = []
    for scored in ranked.reading(_UNITS):
        text = scored.unit.plain
        for need in ranked.needs:
            for start, _ in places_of(need, text):
                match = _AGENT.search(text[:start])
                if match and start - match.start() < 44:
                    near = nearness(match.span("who"), text, ranked.needs)
                    score = (0.4 * scored.score + 0.6 * near) * scored.trust
                    words = scored.unit.text[match.start("who") : match.end("who")]
                    found.append(Candidate(words, scored, match.span("who"), score))
    return sorted(found, key=lambda c: -c.score)


def people(query: Query, ranked: Ranked) -> list[Candidate]:
    """People named in the best units, the nearest to the question's words first."""
    if re.search(
        r"谁的?邀请|\bwhose invitation|\bwho invited", query.details.get("read", "").lower()
    ):
        found = _inviting(ranked)
        if found:
            return found
    if re.search(r"[由被]谁", query.details.get("read", "")):
        found = _agents(ranked)
        if found:
            return found
    own = plain_text(query.details.get("read", ""))
    found = []
    doers = _doers(query, ranked)
    for scored in ranked.reading(_UNITS):
        for name in persons(scored):
            if plain_text(name.text) in own or name.text in (*query.people, *query.places):
                continue
            near = nearness(name.span, scored.unit.plain, ranked.needs)
            near += _SIDE * (name.span[0] in doers.get(id(scored), ()))
            score = (0.4 * scored.score + 0.6 * near) * scored.trust
            found.append(Candidate(name.text, scored, name.span, score))
    return sorted(found, key=lambda c: -c.score)


def _doers(query: Query, ranked: Ranked) -> dict[int, set[int]]:
    """Where the people begin in each unit of whom the question's verb is said."""
    verb = verb_asked(query, ranked.needs)
    if verb is None:
        return {}
    return {
        id(scored): {
            start
            for place in places_of(verb, scored.unit.plain)
            for start in doers_of(scored.unit.plain, persons(scored), place)
        }
        for scored in ranked.reading(_UNITS)
    }


def persons(scored: Scored) -> list[Name]:
    """The people of a unit that are not its reporters."""
    text = scored.unit.text
    authors = set(scored.story.article.authors)
    return [
        name
        for name in with_unknown(text, scored.story.names(scored.unit, NameKind.PERSON))
        if len(name.text) > 1
        and not (len(name.text) < 4 and parse_post(name.text))  # 元帅
        and not _in_title(text, name)
        and not _THOUGHT.match(text[name.span[1] :])
        and name.text not in authors
        and not _REPORTER.search(text[: name.span[0]])
    ]


def reporters(query: Query, ranked: Ranked) -> list[Candidate]:
    """The authors of the story that fits best, where its byline prints them."""
    for scored in ranked.reading(_UNITS):
        found = []
        for author in scored.story.article.authors:
            place = next(
                (
                    (ranked.by_unit[unit], unit.text.find(author))
                    for unit in scored.story.units
                    if author in unit.text
                ),
                None,
            )
            if place and author not in query.people:
                where = (place[1], place[1] + len(author))
                found.append(Candidate(author, place[0], where, scored.score))
        if found:
            return found
    return []


def _in_title(text: str, name: Name) -> bool:
    """True for a name within 《》: a book about somebody is not somebody."""
    opened = text.rfind("《", 0, name.span[0])
    return opened > text.rfind("》", 0, name.span[0])


def group_of(candidate: Candidate) -> Group:
    """Everybody listed with a person, and what is said of each."""
    groups = groups_of(candidate.scored.unit.text, persons(candidate.scored))
    return next(
        (g for g in groups if any(n.span == candidate.span for n in g.names)),
        Group((Member(Name(NameKind.PERSON, candidate.text, candidate.span), ""),)),
    )


def holders(query: Query, ranked: Ranked) -> list[Candidate]:
    """People whose post is the one that the question names, the best fit first."""
    text = query.details.get("read", "")
    asked = _asked_post(text) if query.language == "zh" else None
    if query.language == "zh" and asked is None:
        return []
    found: list[Candidate] = []
    for story in {id(s.story): s.story for s in ranked.units[:120]}.values():
        for held in story.facts.posts:
            fit = _post_fit(query, asked, held, ranked)
            scored = scored_at(ranked, story, held.paragraph, held.person_span[0]) if fit else None
            if scored is None:
                continue
            start = scored.unit.span[0]
            span = (held.person_span[0] - start, held.person_span[1] - start)
            found.append(
                Candidate(
                    held.person, scored, span, (0.5 * scored.score + 0.5 * fit) * scored.trust
                )
            )
    if asked is not None:
        found += _appointed(asked, ranked)
    often = Counter(candidate.text for candidate in found)
    return sorted(found, key=lambda c: -(c.score + 0.03 * min(4, often[c.text] - 1)))


def _appointed(asked: str, ranked: Ranked) -> list[Candidate]:
    """People said to hold it behind their names: 甲、乙任副总指挥."""
    post = parse_post(asked)
    if post is None:
        return []
    rank = re.escape(post[1])
    pattern = re.compile(
        rf"(?:担任|出任|当选为?|任命为|任|为)(?P<post>[^,，。;；、]{{0,16}}?(?<!副){rank})"
    )
    found = []
    for scored in ranked.units[:40]:
        for match in pattern.finditer(scored.unit.plain):
            if not same_post(asked, match["post"]):
                continue
            before = [n for n in persons(scored) if n.span[1] <= match.start()]
            if before and match.start() - before[-1].span[1] <= 3:
                name = before[-1]
                found.append(
                    Candidate(
                        name.text, scored, name.span, (0.5 * scored.score + 0.5) * scored.trust
                    )
                )
    return found


def names_post(query: Query) -> bool:
    """True for a question that asks who holds a post: nobody else's post answers it."""
    text = query.details.get("read", "")
    if query.details.get("count"):  # 三位领导人是谁 asks for people, not for holders
        return False
    whois = query.details.get("mode") == "whois" or _WHO_BECAME.search(text)
    return bool(whois) and query.language == "zh" and _asked_post(text) is not None


_WHO_BECAME = re.compile(r"(?:谁|哪位|什么人)(?:将|被|新)?(?:当选|出任|担任|就任|升任|接任|任命)")


def _asked_post(text: str) -> str | None:
    """The post in a question, without the question word: 梁平县的县长是谁 -> 梁平县县长."""
    plain = re.sub(
        r"(?:谁|哪位|什么人)(?:将|被|新)?(?:(?:当选|出任|担任|就任|升任|接任|任命)为?)?|是|叫什么(?:名字)?|呢|的|[?？。]"
        r"|[这本上]一?届|新一届|现任|新任|新(?=[主书会社市县区镇乡校院厂局处队站团董总村教])|(?:选|选举|推选|当选)(?:了|出来?)?$",
        "",
        text,
    )
    plain = re.sub(r"(?:选|选举|推选|当选)(?:了|出来?)?$", "", plain)
    clause = re.split(r"[,，]", plain)[-1]
    return clause if parse_post(clause) else None


def _post_fit(query: Query, asked: str | None, held: PostHeld, ranked: Ranked) -> float:
    if asked is not None:
        if same_post(asked, held.post):
            return 1.0 if parse_post(asked) and held.unit else 0.8
        return 0.9 if _same_for_short(asked, held.post) else 0.0
    if "副" in held.post and not re.search(
        r"副|\b(?:deputy|vice)", query.details.get("read", "").lower()
    ):
        return 0.0
    fit = share(ranked.needs, plain_text(held.post))
    return fit if fit > 0.55 else 0.0


# what a question calls a unit by its kind alone: 学校 of 柳溪中学
_KINDS = {
    "学校": "(?:小学|中学|大学|学院|学校|初中|高中|职校|幼儿园)",
    "公司": "(?:公司|集团|企业)",
    "工厂": "厂",
    "厂里": "厂",
}
_SELF = (
    "医院",
    "银行",
    "法院",
    "酒店",
    "宾馆",
    "公安局",
    "协会",
    "研究所",
    "剧团",
    "俱乐部",
    "车站",
    "机场",
    "矿",
    "厂",
    "村",
)


def _same_for_kind(asked: str, printed: str) -> bool:
    """True where the question gives the kind of the unit only: 学校办公室 of 柳溪中学办公室."""
    for kind, forms in (*_KINDS.items(), *((word, word) for word in _SELF)):
        if asked.startswith(kind) and re.search(
            forms + re.escape(asked[len(kind) :]) + "$", printed
        ):
            return True
    return False


def _same_for_short(asked: str, printed: str) -> bool:
    """True for one rank at one unit, whose name the question shortens: 疾控中心 of 疾病预防控制中心."""
    left, right = parse_post(asked), parse_post(printed)
    if left is None or right is None or left[1] != right[1]:
        return False
    short, full = left[0] or "", right[0] or ""
    if _same_for_kind(short, full):
        return True
    if len(short) < 3 or short[0] != full[:1] or short[-1] != full[-1:]:
        return False
    rest = iter(full)
    return all(char in rest for char in short)
