import numpy as np

class Dense:
    def __init__(self, i, o):
        self.W = np.random.randn(i, o) * .1
        self.b = np.zeros(o)
    def forward(self, x):
        self.x = x
        return x.dot(self.W) + self.b
    def backward(self, d):
        self.dW = self.x.T.dot(d)
        self.db = d.sum(axis=0)
        return d.dot(self.W.T)

class ReLU:
    def forward(self, x):
        self.x = x
        return np.maximum(x, 0)
    def backward(self, d):
        return d

class Model:
    def __init__(self, layers):
        self.layers = layers
    def forward(self, x):
        for l in self.layers:
            x = l.forward(x)
        return x
    def backward(self, d):
        for l in reversed(self.layers):
            d = l.backward(d)

def mse(p, t):
    return np.sum((p - t) ** 2) / len(p)

def mse_grad(p, t):
    return 2 * (p - t) / len(p)

np.random.seed(7)
X = np.random.randn(50, 3)
Y = X @ np.random.randn(3, 2)
model = Model([Dense(3, 8), ReLU(), Dense(8, 2)])
for epoch in range(200):
    out = model.forward(X)
    loss = mse(out, Y)
    model.backward(mse_grad(out, Y))
    for l in model.layers:
        if isinstance(l, Dense):
            l.W -= 0.01 * l.dW
            l.b -= 0.01 * l.db
    if epoch % 20 == 0:
        print(loss)
