import numpy as np
np.random.seed(0)
X = np.random.rand(20, 3)
y = (X.sum(1, keepdims=True) > 1.5).astype(float)
W1 = np.random.randn(3, 4)
W2 = np.random.randn(4, 1)
lr = 0.5
m = len(X)
def sigmoid(z):
    return 1 / (1 + np.exp(-z))
for i in range(50):
    a1 = sigmoid(X @ W1)
    a2 = sigmoid(a1 @ W2)
    cost = -np.mean(y * np.log(a2) + (1 - y) * np.log(1 - a2))
    d2 = a2 - y
    d1 = (d2 @ W2.T) * a1 * (1 - a1)
    W2 -= lr * a1.T @ d2 / m
    W1 -= lr * X.T @ d1 / m
