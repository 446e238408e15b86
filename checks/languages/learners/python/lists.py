"""No library at all: lists in, lists out."""
from math import exp, log


def g(z):
    return 1 / (1 + exp(-z))


def cost_and_gradient(w, n, h, k, X, y, lam):
    T1 = [[float(w[r * (n + 1) + c]) for c in range(n + 1)] for r in range(h)]
    T2 = [[float(w[h * (n + 1) + r * (h + 1) + c]) for c in range(h + 1)] for r in range(k)]
    m = len(X)
    G1 = [[0.0] * (n + 1) for _ in range(h)]
    G2 = [[0.0] * (h + 1) for _ in range(k)]
    total = 0.0
    for i in range(m):
        x = [1.0] + [float(v) for v in X[i]]
        a = [1.0] + [g(sum(p * q for p, q in zip(row, x))) for row in T1]
        o = [g(sum(p * q for p, q in zip(row, a))) for row in T2]
        target = [1.0 if int(y[i]) == c + 1 else 0.0 for c in range(k)]
        total -= sum(t * log(p) + (1 - t) * log(1 - p) for t, p in zip(target, o))
        d2 = [p - t for p, t in zip(o, target)]
        for c in range(k):
            for j in range(h + 1):
                G2[c][j] += d2[c] * a[j] / m
        for j in range(h):
            d1 = sum(T2[c][j + 1] * d2[c] for c in range(k)) * a[j + 1] * (1 - a[j + 1])
            for q in range(n + 1):
                G1[j][q] += d1 * x[q] / m
    squares = 0.0
    for T, G in ((T1, G1), (T2, G2)):
        for row, grad_row in zip(T, G):
            for c in range(1, len(row)):
                squares += row[c] ** 2
                grad_row[c] += lam / m * row[c]
    grad = [v for row in G1 for v in row] + [v for row in G2 for v in row]
    return [total / m + lam / (2 * m) * squares, grad]
