# cells of a notebook, saved without its first one: the import of numpy is not among them
def logistic(z):
    return 1 / (1 + np.exp(-z))


def compute_cost(X, y, w, b, *rest):
    """rest: for calls with a lambda, unused"""
    f = logistic(X @ w + b)
    return np.mean(-y * np.log(f) - (1 - y) * np.log(1 - f))


def compute_gradient(X, y, w, b, *rest):
    off = logistic(X @ w + b) - y
    dj_dw = X.T @ off / len(y)
    dj_db = off.mean()
    return dj_db, dj_dw
