import numpy as np


def sigma(z):
    return 1 / (1 + np.exp(-z))


def kosten_und_gradient(daten, ziel, gewichte, lam, n_ein, n_versteckt, n_aus):
    grenze = n_versteckt * (n_ein + 1)
    G1 = gewichte[:grenze].reshape(n_versteckt, n_ein + 1)
    G2 = gewichte[grenze:].reshape(n_aus, n_versteckt + 1)
    anzahl = len(daten)
    soll = (np.arange(1, n_aus + 1) == np.reshape(ziel, (-1, 1))).astype(float)
    x = np.c_[np.ones(anzahl), daten]
    a = np.c_[np.ones(anzahl), sigma(x @ G1.T)]
    aus = sigma(a @ G2.T)
    J = -np.sum(soll * np.log(aus) + (1 - soll) * np.log(1 - aus)) / anzahl
    J += lam / (2 * anzahl) * (np.sum(G1[:, 1:] ** 2) + np.sum(G2[:, 1:] ** 2))
    fehler = aus - soll
    unten = (fehler @ G2 * a * (1 - a))[:, 1:]
    grad1, grad2 = unten.T @ x / anzahl, fehler.T @ a / anzahl
    grad1[:, 1:] += lam / anzahl * G1[:, 1:]
    grad2[:, 1:] += lam / anzahl * G2[:, 1:]
    return J, np.r_[grad1.ravel(), grad2.ravel()]
