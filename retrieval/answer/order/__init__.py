"""Which sentence of a story answers: learned on open question sets (``retrieval.evaluation.order_training``)."""

from retrieval.answer.order.order import Order, open_order

__all__ = ["Order", "open_order"]
