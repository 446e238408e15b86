// Lesson 6: the well-known 2-2-2 network with every number on it. It has its own few lines of code, since its cost is
// half the squared error and its two layers share one bias each, which stay as they are.
#include "gradlab/models/sigmoid.hpp"
#include "teach/lessons/live.hpp"

#include <armadillo>
#include <fmt/format.h>

namespace gradlab::tutorials::lesson_06 {

namespace {

const arma::vec x = {0.05, 0.10};
const arma::vec target = {0.01, 0.99};
constexpr double b1 = 0.35, b2 = 0.60, rate = 0.5;

struct Weights {
  arma::mat W1 = {{0.15, 0.20}, {0.25, 0.30}};  // w1 w2; w3 w4: a row for each hidden unit
  arma::mat W2 = {{0.40, 0.45}, {0.50, 0.55}};  // w5 w6; w7 w8: a row for each output
};

struct Pass {
  arma::vec hidden, output, delta_output, delta_hidden;
  double E;
  arma::mat grad1, grad2;
};

Pass run(const Weights& w) {
  Pass p;
  p.hidden = sigmoid<arma::vec>(w.W1 * x + b1);
  p.output = sigmoid<arma::vec>(w.W2 * p.hidden + b2);
  p.E = 0.5 * arma::accu(arma::square(target - p.output));
  p.delta_output = (p.output - target) % p.output % (1 - p.output);
  p.delta_hidden = (w.W2.t() * p.delta_output) % p.hidden % (1 - p.hidden);
  p.grad2 = p.delta_output * p.hidden.t();
  p.grad1 = p.delta_hidden * x.t();
  return p;
}

std::string draw_graph(const Canvas& canvas) {
  const Pass p = run({});
  if (canvas.width < 72) {
    return fmt::format(
        "  i1 {:.2f}   i2 {:.2f}      (bias {})\n   | w1 .15  w2 .20 -> h1 {:.6f}\n   | w3 .25  w4 .30 -> h2 {:.6f}\n"
        "                     (bias {})\n   | w5 .40  w6 .45 -> o1 {:.6f}\n   | w7 .50  w8 .55 -> o2 {:.6f}\n"
        "  wanted:  o1 {:.2f}   o2 {:.2f}\n",
        x(0), x(1), b1, p.hidden(0), p.hidden(1), b2, p.output(0), p.output(1), target(0), target(1));
  }
  return fmt::format(
      "                                                                wanted\n"
      "  i1 {:.2f} ---w1 .15---> h1 {:.6f} ---w5 .40---> o1 {:.6f}   {:.2f}\n"
      "         \\    / w2 .20             \\    / w6 .45\n"
      "           \\/    i2 to h1            \\/    h2 to o1\n"
      "           /\\    w3 .25              /\\    w7 .50\n"
      "         /    \\ i1 to h2           /    \\ h1 to o2\n"
      "  i2 {:.2f} ---w4 .30---> h2 {:.6f} ---w8 .55---> o2 {:.6f}   {:.2f}\n\n"
      "      bias {:.2f} to each hidden unit    bias {:.2f} to each output\n",
      x(0), p.hidden(0), p.output(0), target(0), x(1), p.hidden(1), p.output(1), target(1), b1, b2);
}

std::string chain(const Pass& p) {
  return fmt::format(
      "how E moves with o1        o1 - wanted    = {:.8f}\n"
      "how o1 moves with its z    o1 (1 - o1)    = {:.8f}\n"
      "how z moves with w5        h1             = {:.8f}\n"
      "all three multiplied       dE/dw5         = {:.8f}",
      p.output(0) - target(0), p.output(0) * (1 - p.output(0)), p.hidden(0), p.grad2(0, 0));
}

std::string step(const Weights& before, const Pass& p, const Weights& after) {
  std::string text = "weight    derivative    before   after\n";
  for (arma::uword k = 0; k < 8; ++k) {
    const auto pick = [k](const arma::mat& W1, const arma::mat& W2) { return (k < 4 ? W1 : W2)(k % 4 / 2, k % 2); };
    text += fmt::format("w{}      {:11.8f}    {:.2f}     {:.8f}\n", k + 1, pick(p.grad1, p.grad2),
                        pick(before.W1, before.W2), pick(after.W1, after.W2));
  }
  return text;
}

}  // namespace

Live live() {
  const Pass p = run({});
  Weights next;
  next.W1 -= rate * p.grad1;
  next.W2 -= rate * p.grad2;
  Live live;
  live.values["first_unit"] = fmt::format("z of h1 = .15 * .05 + .20 * .10 + .35 = {:.4f}\nh1 = sigmoid(z) = {:.6f}",
                                          arma::dot(Weights{}.W1.row(0), x) + b1, p.hidden(0));
  live.values["deltas"] = fmt::format("delta_o1 = {:.8f}\ndelta_o2 = {:.8f}", p.delta_output(0), p.delta_output(1));
  live.values["step"] = step({}, p, next);
  live.values["forward"] = fmt::format("o1 = {:.8f}   o2 = {:.8f}\nE  = {:.9f}", p.output(0), p.output(1), p.E);
  live.values["chain"] = chain(p);
  live.values["hidden"] = fmt::format(
      "from o1: delta_o1 * w5 = {:.8f}\nfrom o2: delta_o2 * w7 = {:.8f}\ntogether              = {:.8f}\n"
      "times h1 (1 - h1)     = {:.8f}  = delta_h1\ntimes i1              = {:.8f}  = dE/dw1",
      p.delta_output(0) * 0.40, p.delta_output(1) * 0.50, p.delta_output(0) * 0.40 + p.delta_output(1) * 0.50,
      p.delta_hidden(0), p.grad1(0, 0));
  live.values["after"] = fmt::format("E before = {:.9f}\nE after  = {:.9f}", p.E, run(next).E);
  live.pictures["graph"] = draw_graph;
  live.answers["w8"] = {p.grad2(1, 1)};
  live.given = {rate, p.hidden(1)};
  return live;
}

}  // namespace gradlab::tutorials::lesson_06
