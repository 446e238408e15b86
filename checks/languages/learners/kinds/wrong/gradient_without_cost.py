"""One example at a time, and no cost anywhere: only its derivative."""
import random

import numpy as np


def squash(z):
    return 1.0 / (1.0 + np.exp(-z))


class Layers:
    def __init__(self, sizes):
        self.sizes = sizes
        self.biases = [np.random.randn(n, 1) for n in sizes[1:]]
        self.weights = [np.random.randn(n, m) / np.sqrt(m) for m, n in zip(sizes, sizes[1:])]

    def forward(self, signal):
        for w, b in zip(self.weights, self.biases):
            signal = squash(w @ signal + b)
        return signal

    def cost_derivative(self, signal, y):
        return signal - y

    def backprop(self, x, y):
        signals = [x]
        for w, b in zip(self.weights, self.biases):
            signals.append(squash(w @ signals[-1] + b))
        found_b, found_w = [], []
        delta = self.cost_derivative(signals[-1], y) * signals[-1] * (1 - signals[-1])
        for place in range(len(self.weights) - 1, -1, -1):
            found_b.insert(0, delta)
            found_w.insert(0, delta @ signals[place].T)
            delta = self.weights[place].T @ delta * signals[place]
        return found_b, found_w

    def train(self, pairs, epochs, rate):
        for _ in range(epochs):
            random.shuffle(pairs)
            for x, y in pairs:
                found_b, found_w = self.backprop(x, y)
                self.biases = [b - rate * d for b, d in zip(self.biases, found_b)]
                self.weights = [w - rate * d for w, d in zip(self.weights, found_w)]
