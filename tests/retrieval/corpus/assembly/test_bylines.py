"""Who wrote a story, from bylines in all their places."""

import pytest

from retrieval.corpus.assembly.bylines import authors_of, is_name_list


@pytest.mark.parametrize(
    ("paragraphs", "authors"),
    [
        (["本报讯(记者 方小满)昨日,云河开渔。"], ("方小满",)),
        (["本报讯（记者　方小满　通讯员　杜若）昨日，云河开渔。"], ("方小满", "杜若")),
        (["本报讯(方小满 杜若)近日,云河开渔。"], ("方小满", "杜若")),
        (["本报云河5月1日电 记者方小满报道:云河开渔。"], ("方小满",)),
        (["本报讯记者方小满从渔政站获悉:云河开渔。"], ("方小满",)),
        (["新华社云河5月1日电(记者方小满、何静)云河开渔。"], ("方小满", "何静")),
        (["□记者 方小满 文/图", "云河开渔。"], ("方小满",)),
        (["□ 苏白", "云河开渔。"], ("苏白",)),
        (["本报记者 方小满 通讯员 何静", "云河开渔。"], ("方小满", "何静")),
        (["方小满 文/图", "云河开渔。"], ("方小满",)),
        (["云河开渔。", "渔民出船。(方小满)"], ("方小满",)),
        (["云河开渔。", "渔民出船。  (方小满何静)"], ("方小满", "何静")),
        (["云河开渔。", "(方小满 何静)"], ("方小满", "何静")),
        (["本报讯 (记者 阿依古丽·买买提)云河开渔。"], ("阿依古丽·买买提",)),
        (["本报讯 云河开渔。", "渔民出船。(完)"], ()),
        (["河西小学(三年级二班)昨日春游。"], ()),
        (["云河开渔(见上图)。"], ()),
        ([], ()),
    ],
)
def test_authors(paragraphs: list[str], authors: tuple[str, ...]) -> None:
    assert authors_of(paragraphs) == authors


def test_a_line_of_names_is_known() -> None:
    assert is_name_list(("范长青", "马小满", "石敬之"))
    assert not is_name_list(("抓春耕", "保丰收", "促增收"))
    assert not is_name_list(("范长青", "马小满"))
