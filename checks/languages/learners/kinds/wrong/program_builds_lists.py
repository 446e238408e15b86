# Only lists, and the data file is not here.
import math


class Line:
    def __init__(self, n_in):
        self.w = [0.1 * i for i in range(n_in)] + [0.0]

    def out(self, x):
        return 1 / (1 + math.exp(-sum(w * v for w, v in zip(self.w, x + [1.0]))))

    def loss(self, data):
        return -sum(t[0] * math.log(self.out(x)) + (1 - t[0]) * math.log(1 - self.out(x)) for x, t in data)

    def slopes(self, data):
        total = [0.0] * len(self.w)
        for x, t in data:
            error = self.out(x) - t[0]
            for i, v in enumerate(x + [1.0]):
                total[i] += error
        return total

    def learn(self, data, rate):
        for i, s in enumerate(self.slopes(data)):
            self.w[i] -= rate * s


def main():
    with open("points.csv") as file:
        data = [([float(v) for v in row.split(",")[:-1]], [float(row.split(",")[-1])]) for row in file]
    line = Line(len(data[0][0]))
    for turn in range(100):
        line.learn(data, 0.25)
        if turn % 10 == 0:
            print(turn, line.loss(data))


if __name__ == "__main__":
    main()
