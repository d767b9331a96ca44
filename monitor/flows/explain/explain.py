"""Every angle from which a transfer can be argued about, and the explanations that come of it."""

from collections.abc import Callable, Iterable

from monitor.flows.explain.background import Background
from monitor.flows.explain.company import from_dealings, from_habit, from_pledges, from_verdict
from monitor.flows.explain.counterparty import from_address, from_label, from_roles
from monitor.flows.explain.explanation import Argument, Explanation, weighed
from monitor.flows.explain.movement import Movement
from monitor.flows.explain.shape import from_size, from_time, from_way

Angle = Callable[[Movement, Background], Iterable[Argument]]

ANGLES: tuple[Angle, ...] = (
    from_verdict,
    from_address,
    from_roles,
    from_dealings,
    from_pledges,
    from_habit,
    from_size,
    from_way,
    from_time,
    from_label,
)
"""What is said first here is told first. A new angle is a function and a line."""


def explain(moved: Movement, known: Background) -> tuple[Explanation, ...]:
    """The competing explanations of a movement, the strongest first; every meaning is among them.

    Args:
        moved: what moved to one counterparty.
        known: what is known besides, as of now.
    """
    return weighed(argument for angle in ANGLES for argument in angle(moved, known))
