import numpy as np
x = np.array([0.7])
y = 2 * x
v = np.array([0.5])
w = np.array([0.4])
b = np.array([0.1])
lr = 0.1
for k in range(30):
    a = np.tanh(v * x)
    h = w * a + b
    cost = 0.5 * np.sum((h - y) ** 2)
    d = h - y
    b -= lr * np.sum(d)
    v -= lr * np.sum(d * w * (1 - a ** 2) * x)
    w -= lr * d
