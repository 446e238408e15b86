"""No library: lists, indices and while loops, as in a first programming course."""
import math


def logistic(z):
    if z < 0:
        e = math.exp(z)
        return e / (1 + e)
    return 1 / (1 + math.exp(-z))


def costAndGradient(theta, inputs, hidden, labels, X, y, lam):
    w = [float(t) for t in theta]
    start = hidden * (inputs + 1)
    g = [0.0] * len(w)
    m = len(X)
    J = 0.0
    i = 0
    while i < m:
        a = [1.0]
        for j in range(hidden):
            z = w[j * (inputs + 1)]
            for k in range(inputs):
                z += w[j * (inputs + 1) + k + 1] * float(X[i][k])
            a.append(logistic(z))
        errors = []
        for c in range(labels):
            z = 0.0
            for j in range(hidden + 1):
                z += w[start + c * (hidden + 1) + j] * a[j]
            out = logistic(z)
            wanted = 1 if int(y[i]) == c + 1 else 0
            J += -math.log(out) if wanted else -math.log(1 - out)
            errors.append(out - wanted)
            for j in range(hidden + 1):
                g[start + c * (hidden + 1) + j] += errors[c] * a[j]
        for j in range(hidden):
            back = 0.0
            for c in range(labels):
                back += w[start + c * (hidden + 1) + j + 1] * errors[c]
            back *= a[j + 1] * (1 - a[j + 1])
            g[j * (inputs + 1)] += back
            for k in range(inputs):
                g[j * (inputs + 1) + k + 1] += back * float(X[i][k])
        i += 1
    penalty = 0.0
    for p in range(len(w)):
        g[p] /= m
        bias = p % (inputs + 1) == 0 if p < start else (p - start) % (hidden + 1) == 0
        if not bias:
            penalty += w[p] * w[p]
            g[p] += lam * w[p] / m
    return J / m + lam * penalty / (2 * m), g
