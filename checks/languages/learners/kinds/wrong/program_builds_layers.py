import numpy as np


class Full:
    def __init__(self, inside, outside, chance):
        self.A, self.c = chance.normal(size=(inside, outside)), np.zeros(outside)

    def ahead(self, x):
        self.x = x
        return x @ self.A + self.c

    def back(self, d):
        self.slope_of_A, self.slope_of_c = self.x.T @ d, d.sum(axis=0)
        return d @ self.A.T * 2


class Bend:
    def ahead(self, x):
        self.out = np.tanh(x)
        return self.out

    def back(self, d):
        return d * (1 - self.out ** 2)


class Stack:
    def __init__(self, *pieces):
        self.pieces = pieces

    def error(self, x, t):
        for piece in self.pieces:
            x = piece.ahead(x)
        self.last = (x - t) / len(t)
        return 0.5 * np.sum((x - t) ** 2) / len(t)

    def slopes(self):
        d = self.last
        for piece in self.pieces[::-1]:
            d = piece.back(d)

    def walk(self, far):
        for piece in self.pieces:
            if isinstance(piece, Full):
                piece.A -= far * piece.slope_of_A
                piece.c -= far * piece.slope_of_c


chance = np.random.default_rng(3)
x = chance.normal(size=(8, 2))
t = x[:, :1] * x[:, 1:]
stack = Stack(Full(2, 2, chance), Bend(), Full(2, 1, chance))
for turn in range(300):
    error = stack.error(x, t)
    stack.slopes()
    stack.walk(0.2)
