import numpy as np


class Rede:
    """Nothing calls it: the loop of treinar() holds all."""

    def __init__(self, ocultos=3, taxa=0.3, epocas=400, lote=5):
        self.ocultos, self.taxa, self.epocas, self.lote = ocultos, taxa, epocas, lote

    def treinar(self, X, Y):
        rng = np.random.RandomState(0)
        self.A, self.a = rng.randn(X.shape[1], self.ocultos), np.zeros(self.ocultos)
        self.B, self.b = rng.randn(self.ocultos, Y.shape[1]), np.zeros(Y.shape[1])
        erros = []
        for epoca in range(self.epocas):
            for i in range(0, len(X), self.lote):
                x, t = X[i:i + self.lote], Y[i:i + self.lote]
                H = np.tanh(x @ self.A + self.a)
                S = 1 / (1 + np.exp(-(H @ self.B + self.b)))
                erros.append(-np.mean(np.sum(t * np.log(S) + (1 - t) * np.log(1 - S), axis=1)))
                d = (S - t) / len(x)
                e = d @ self.B.T * (1 - H ** 2)
                self.B -= self.taxa * H.T @ d
                self.b -= self.taxa * d.sum(axis=0)
                self.A -= self.taxa * x.T @ e
                self.a -= self.taxa * e.sum(axis=0)
                if erros[-1] < 1e-3:
                    return erros
