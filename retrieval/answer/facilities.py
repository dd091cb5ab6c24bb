"""Characters that names of places and houses end in: what is asked for as a 小吃店 may be called …抄手店."""

__all__ = ["FACILITIES"]

FACILITIES = frozenset("店厂站桥路街楼馆院校村镇河江湖山寺港矿园场库塔峰岛沟渠洞坝")
