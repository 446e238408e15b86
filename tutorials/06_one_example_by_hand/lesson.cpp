// Lesson 6: the well-known 2-2-2 network with every number on it. It has its own few lines of code, since its cost is
// half the squared error and its two layers share one bias each, which stay as they are.
#include "gradlab/models/sigmoid.hpp"
#include "teach/lessons/live.hpp"
#include "terminal/text.hpp"

#include <armadillo>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

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

// What comes into a unit on three lines, and what the unit makes of it. Example:
//   i1 - w1 0.15 -.
//   i2 - w2 0.20 -+ h1  0.593270
//   1  - b1 0.35 -'
struct Unit {
  std::array<std::string, 3> edges;  // "i1 - w1 0.15"
  std::string value;                 // "h1  0.593270"
  std::string note;                  // below the value
};

// Two layers side by side, the units of each below each other.
std::string draw_units(const std::array<Unit, 2>& hidden, const std::array<Unit, 2>& outputs, bool unicode) {
  const auto joint = [&](const Unit& unit, std::size_t k) {
    if (unit.edges[k].empty()) return "    ";
    const bool is_last = k == 2 || unit.edges[k + 1].empty();
    if (k == 0) return unicode ? " ─┐ " : " -. ";
    return is_last ? (unicode ? " ─┘ " : " -' ") : (unicode ? " ─┤ " : " -+ ");
  };
  const auto line_of = [&](const Unit& unit, std::size_t k) {
    std::size_t longest = 0;
    for (const std::string& edge : unit.edges) longest = std::max(longest, edge.size());
    return terminal::pad(unit.edges[k], static_cast<int>(longest)) + joint(unit, k) + (k == 1 ? unit.value : k == 2 ? unit.note : "");
  };
  int width = 0;
  for (const Unit& unit : hidden) {
    for (std::size_t k = 0; k < 3; ++k) width = std::max(width, terminal::display_width(line_of(unit, k)));
  }
  std::string text;
  for (std::size_t u = 0; u < 2; ++u) {
    for (std::size_t k = 0; k < 3; ++k) {
      text += "  " + terminal::pad(line_of(hidden[u], k), width + 3) + line_of(outputs[u], k) + "\n";
    }
    if (u == 0) text += "\n";
  }
  return text;
}

// The derivative of each weight on its edge, and the delta d of each unit.
std::string draw_backward(const Canvas& canvas) {
  const Pass p = run({});
  if (canvas.width < 72) {
    std::string text;
    for (arma::uword u = 0; u < 2; ++u) {
      text += fmt::format("  o{0} delta {1:9.6f}\n    h1 - w{2} {3:9.6f}\n    h2 - w{4} {5:9.6f}\n", u + 1,
                          p.delta_output(u), 5 + 2 * u, p.grad2(u, 0), 6 + 2 * u, p.grad2(u, 1));
    }
    for (arma::uword u = 0; u < 2; ++u) {
      text += fmt::format("  h{} delta {:9.6f}\n    w{} {:.6f}  w{} {:.6f}\n", u + 1, p.delta_hidden(u), 1 + 2 * u,
                          p.grad1(u, 0), 2 + 2 * u, p.grad1(u, 1));
    }
    return text;
  }
  const auto unit = [](const char* name, const char* from, arma::uword u, int first, const arma::mat& grad, double delta) {
    return Unit{{fmt::format("{}1 - w{} {:9.6f}", from, first, grad(u, 0)),
                 fmt::format("{}2 - w{} {:9.6f}", from, first + 1, grad(u, 1)), ""},
                fmt::format("{}{} d {:9.6f}", name, u + 1, delta), ""};
  };
  return draw_units({unit("h", "i", 0, 1, p.grad1, p.delta_hidden(0)), unit("h", "i", 1, 3, p.grad1, p.delta_hidden(1))},
                    {unit("o", "h", 0, 5, p.grad2, p.delta_output(0)), unit("o", "h", 1, 7, p.grad2, p.delta_output(1))},
                    canvas.unicode);
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
  const auto unit = [](const char* name, const char* from, arma::uword u, int first, const arma::mat& weights, double bias,
                       double output, const std::string& note) {
    return Unit{{fmt::format("{}1 - w{} {:.2f}", from, first, weights(u, 0)),
                 fmt::format("{}2 - w{} {:.2f}", from, first + 1, weights(u, 1)), fmt::format("1  - bias {:.2f}", bias)},
                fmt::format("{}{}  {:.6f}", name, u + 1, output), note};
  };
  const Weights w;
  const auto wanted = [](arma::uword u) { return fmt::format("wanted {:.2f}", target(u)); };
  return fmt::format("  i1 = {:.2f}, i2 = {:.2f}\n\n", x(0), x(1)) +
         draw_units({unit("h", "i", 0, 1, w.W1, b1, p.hidden(0), ""), unit("h", "i", 1, 3, w.W1, b1, p.hidden(1), "")},
                    {unit("o", "h", 0, 5, w.W2, b2, p.output(0), wanted(0)),
                     unit("o", "h", 1, 7, w.W2, b2, p.output(1), wanted(1))},
                    canvas.unicode);
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
  live.pictures["graph"] = [] { return Diagram{draw_graph}; };
  live.pictures["backward"] = [] { return Diagram{draw_backward}; };
  live.answers["w8"] = {p.grad2(1, 1)};
  live.given = {rate, p.hidden(1), 0.291027924};  // the last is what Mazur prints
  if (std::abs(live.given.back() - run(next).E) > 5e-7) throw std::logic_error("another example than Mazur's");
  return live;
}

}  // namespace gradlab::tutorials::lesson_06
