"""As much of secp256k1 as taproot outputs need (SEC 2, BIP340, BIP341). It guards no secret."""

from functools import cache
from hashlib import sha256

P = 2**256 - 2**32 - 977
"""The field's prime."""
N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
"""The group's order."""
Point = tuple[int, int]
G: Point = (
    0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798,
    0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8,
)


def lift_x(x: int) -> Point | None:
    """The point with this x and an even y; None if the curve has no such x (BIP340)."""
    square = (pow(x, 3, P) + 7) % P
    y = pow(square, (P + 1) // 4, P)
    if y * y % P != square:
        return None
    return x, P - y if y & 1 else y


def point_from(seed: bytes) -> Point:
    """A point of the curve that depends on the seed alone, and whose private key nobody knows."""
    digest = sha256(seed).digest()
    while (point := lift_x(int.from_bytes(digest, "big"))) is None:
        digest = sha256(digest).digest()
    return point


def compressed(point: Point) -> bytes:
    """The 33 bytes of a compressed public key (SEC 1)."""
    return bytes((2 + (point[1] & 1),)) + x_only(point)


def x_only(point: Point) -> bytes:
    """The 32 bytes of a taproot key (BIP340)."""
    return point[0].to_bytes(32, "big")


def tagged_hash(tag: str, data: bytes) -> bytes:
    """SHA-256 in a domain of its own (BIP340)."""
    prefix = sha256(tag.encode()).digest()
    return sha256(prefix + prefix + data).digest()


def taproot_output(internal: Point, merkle_root: bytes) -> Point:
    """The key a taproot output pays to (BIP341).

    Args:
        internal: the internal key, with even y.
        merkle_root: 32 bytes that commit to the script tree, or none for a key that stands alone.
    """
    tweak = int.from_bytes(tagged_hash("TapTweak", x_only(internal) + merkle_root), "big") % N
    return _add(internal, _multiple_of_generator(tweak))


def _add(a: Point, b: Point) -> Point:
    """The sum of two points that are not each other's negative; such a sum would have no x."""
    rise, run = (3 * a[0] * a[0], 2 * a[1]) if a == b else (b[1] - a[1], b[0] - a[0])
    slope = rise * pow(run, -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


@cache
def _doublings() -> tuple[Point, ...]:
    """The generator doubled 0 to 255 times."""
    points = [G]
    for _ in range(255):
        points.append(_add(points[-1], points[-1]))
    return tuple(points)


def _multiple_of_generator(factor: int) -> Point:
    """The generator times a factor that is not zero modulo the order."""
    chosen = [point for bit, point in enumerate(_doublings()) if factor >> bit & 1]
    total = chosen[0]
    for point in chosen[1:]:
        total = _add(total, point)
    return total
