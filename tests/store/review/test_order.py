"""The order of a queue, beside a plain list that says the same slowly."""

from __future__ import annotations

from hypothesis import given, strategies as st

from hedgerow.store.review.order import ReviewOrder


def slow_after(length, settled, orders, position):
    """What comes after an item, by sorting everything each time."""
    everything = sorted(range(length), key=lambda at: (orders.get(at, 0), at))
    here = everything.index(position)
    around = everything[here + 1 :] + everything[: here + 1]
    later = [at for at in everything[here + 1 :] if at not in settled]
    first = [at for at in everything if at not in settled]
    return next(iter(later), next(iter(first), None)), around


@given(st.data())
def test_it_goes_where_a_sorted_list_would(data):
    length = data.draw(st.integers(1, 8))
    order = ReviewOrder(length, (), {})
    settled: set[int] = set()
    orders: dict[int, int] = {}
    for number in range(1, data.draw(st.integers(1, 15))):
        at = data.draw(st.integers(0, length - 1))
        match data.draw(st.sampled_from(["close", "open", "skip", "unskip"])):
            case "close":
                order.close(at)
                settled.add(at)
            case "open":
                order.open(at)
                settled.discard(at)
            case "skip":
                order.skip(at)
                orders[at] = number
            case "unskip":
                order.unskip(at)
                orders.pop(at, None)
        assert order.after(at) == slow_after(length, settled, orders, at)[0]
        still = [one for one in range(length) if one not in settled]
        assert sorted(order.still_open) == still
        assert order.waiting == sum(1 for one in still if one in orders)
        assert [order.is_open(one) for one in range(length)] == [
            one not in settled for one in range(length)
        ]
