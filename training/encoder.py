"""Reads the base encoder: the 4-bit weights of multilingual-e5-small and its tokenizer.

The weight file holds 12 layers of width 384 and 250,037 word pieces. Large matrices stand in blocks of 32 values: one
float16 scale, then 16 bytes whose low halves are values 0-15 and whose high halves are values 16-31; a value is
(half - 8) * scale. Biases and norms are plain float32. Matrices are row-major, [outputs, inputs].
"""
import struct

import numpy as np

MAGIC = b"E5S1"
BLOCK = 32
BLOCK_BYTES = 2 + BLOCK // 2
SIZES = ("hidden", "layers", "heads", "feed_forward", "vocabulary", "positions", "types")
SPECIAL = ("pieces", "bos", "eos", "pad", "unk")


class Encoder:
    """The sizes, and every tensor by name, decoded when asked for.

    Names: emb.word, emb.pos, emb.type, emb.ln.{w,b}, and for each layer i l{i}.{q,k,v,ao,fi,fo}.{w,b} and
    l{i}.{aln,oln}.{w,b}.
    """

    def __init__(self, path):
        with open(path, "rb") as handle:
            self.bytes = handle.read()
        if self.bytes[:4] != MAGIC:
            raise ValueError(f"{path}: not an E5S1 weight file")
        self.at = 8
        self.config = dict(zip(SIZES, self._take("<7i")))
        self.config["epsilon"], _ = self._take("<fi")
        self.config.update(zip(SPECIAL, self._take("<5i")))
        (piece_bytes,) = self._take("<Q")
        self.at += 4 * (self.config["pieces"] + 1) + 4 * self.config["pieces"] + piece_bytes
        _, normaliser_bytes = self._take("<iI")
        self.at += normaliser_bytes
        self.places = dict(self._place() for _ in range(self._take("<i")[0]))

    def _take(self, layout):
        values = struct.unpack_from(layout, self.bytes, self.at)
        self.at += struct.calcsize(layout)
        return values

    def _place(self):
        (length,) = self._take("<H")
        name = self.bytes[self.at:self.at + length].decode()
        self.at += length + 1  # the name, then one byte for the type
        return name, self._take("<IQQ")

    def blocks(self, name):
        """The scales (float32, one a block) and the halves (16 bytes a block) of a 4-bit tensor."""
        count, offset, _ = self.places[name]
        raw = np.frombuffer(self.bytes, np.uint8, count // BLOCK * BLOCK_BYTES, offset).reshape(-1, BLOCK_BYTES)
        return raw[:, :2].copy().view("<f2").astype(np.float32).reshape(-1), raw[:, 2:]

    def tensor(self, name):
        """A tensor as flat float32."""
        count, offset, size = self.places[name]
        if size == 4 * count:
            return np.frombuffer(self.bytes, "<f4", count, offset)
        scales, halves = self.blocks(name)
        values = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8
        return (values * scales[:, None]).reshape(-1)


def load_tokenizer(path):
    """The word-piece tokenizer whose piece numbers are the rows of emb.word."""
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(path))
