import numpy as np


class Clasificador:
    """Los pesos nacen al ajustar."""

    def __init__(self, ocultas=3, paso=0.4, vueltas=500):
        self.ocultas, self.paso, self.vueltas = ocultas, paso, vueltas

    def _adelante(self, X):
        self.o = np.tanh(X @ self.P + self.p)
        self.s = self.o @ self.Q + self.q

    def _costo(self, T):
        return 0.5 * np.sum((self.s - T) ** 2) / len(T)

    def _atras(self, X, T):
        e = (self.s - T) / len(T)
        d = (e @ self.Q.T) * (1 - self.o)
        return X.T @ d, d.sum(axis=0), self.o.T @ e, e.sum(axis=0)

    def ajustar(self, X, T):
        azar = np.random.RandomState(0)
        self.P, self.p = azar.randn(X.shape[1], self.ocultas), np.zeros(self.ocultas)
        self.Q, self.q = azar.randn(self.ocultas, T.shape[1]), np.zeros(T.shape[1])
        self.costos = []
        for _ in range(self.vueltas):
            self._adelante(X)
            self.costos.append(self._costo(T))
            cambios = self._atras(X, T)
            for nombre, cambio in zip("PpQq", cambios):
                setattr(self, nombre, getattr(self, nombre) - self.paso * cambio)


if __name__ == "__main__":
    azar = np.random.RandomState(1)
    X = azar.randn(9, 2)
    Clasificador().ajustar(X, np.column_stack([X[:, 0] * X[:, 1], X[:, 0] > 0]))
