// Compares auto with other checkers on the calibration's objectives: one verdict on each whole gradient. With --serve
// it offers points and costs to a checker that runs in another program: see serve() below and peers_scipy.py.
#include "catalogue.hpp"
#include "peers.hpp"

#include "terminal/json.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <omp.h>

#include <array>
#include <exception>
#include <iostream>
#include <string>

namespace {

using namespace gradlab::calibration;
using arma::uword, arma::vec;

// What a gradient is; wrong ones are wrong in an entry that is no less than a thousandth of its block's largest.
enum class Kind { right, millionth, gross };
constexpr double least_share = 1e-3;

struct Gradients {
  std::vector<vec> all;
  std::vector<Kind> kinds;

  void add(vec gradient, Kind kind) {
    all.push_back(std::move(gradient));
    kinds.push_back(kind);
  }
};

Gradients gradients_at(const Point& point, Generator& generator) {
  Gradients gradients;
  for (const vec& right : point.right) gradients.add(right, Kind::right);
  for (const Fault fault : faults) {
    const uword k = generator() % point.truth.size();
    const double wrong = wrong_value(point.truth[k], fault);
    if (std::isnan(wrong) || point.truth[k].largest() < least_share * point.largest(k)) continue;
    vec gradient = point.right[0];
    gradient(k) = wrong;
    gradients.add(gradient, fault == Fault::millionth ? Kind::millionth : Kind::gross);
  }
  const vec forgetful = forgetful_gradient(point);
  for (uword k = 0; k < forgetful.n_elem; ++k) {
    if (!is_spoiled(point, forgetful, k) || point.truth[k].largest() < least_share * point.largest(k)) continue;
    gradients.add(forgetful, Kind::gross);
    break;
  }
  return gradients;
}

// Of one checker: how many gradients of each kind got each answer.
using Counts = std::array<std::array<std::uint64_t, 3>, 3>;

void count(const Gradients& gradients, const std::vector<Answer>& answers, Counts& counts) {
  for (std::size_t i = 0; i < answers.size(); ++i) {
    ++counts[static_cast<std::size_t>(gradients.kinds[i])][static_cast<std::size_t>(answers[i])];
  }
}

void judge_point(const Point& point, Generator& generator, std::vector<Counts>& counts) {
  const Gradients gradients = gradients_at(point, generator);
  const Point quiet = without_exceptions(point);
  for (std::size_t p = 0; p < peers().size(); ++p) count(gradients, peers()[p].judge(quiet, gradients.all), counts[p]);
}

void add(std::vector<Counts>& sum, const std::vector<Counts>& part) {
  for (std::size_t p = 0; p < sum.size(); ++p) {
    for (std::size_t kind = 0; kind < 3; ++kind) {
      for (std::size_t answer = 0; answer < 3; ++answer) sum[p][kind][answer] += part[p][kind][answer];
    }
  }
}

std::string table_of(const std::vector<Counts>& counts) {
  std::string text = fmt::format("  {:<16}{:>14}{:>12}{:>16}{:>18}\n", "", "right called", "right", "wrong by 1e-6",
                                 "wrong by 1e-3 or");
  text += fmt::format("  {:<16}{:>14}{:>12}{:>16}{:>18}\n", "whole gradients", "wrong", "undecided", "called right",
                      "more called right");
  for (std::size_t p = 0; p < counts.size(); ++p) {
    const auto& [right, millionth, gross] = counts[p];
    text += fmt::format("  {:<16}{:>14}{:>12}{:>16}{:>18}\n", peers()[p].name, right[1], right[2], millionth[0],
                        gross[0]);
  }
  const auto total = [](const std::array<std::uint64_t, 3>& answers) { return answers[0] + answers[1] + answers[2]; };
  return text + fmt::format("  {:<16}{:>14}{:>12}{:>16}{:>18}\n", "of", total(counts[0][0]), total(counts[0][0]),
                            total(counts[0][1]), total(counts[0][2]));
}

std::vector<Counts> compare_all(const std::vector<Row>& rows, std::uint64_t points, std::uint64_t seed) {
  std::vector<Counts> sum(peers().size());
  std::exception_ptr failure;
#pragma omp parallel for schedule(dynamic)
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<Counts> counts(peers().size());
    try {
      Generator generator(seed * 1'000'003 + i);
      for (std::uint64_t p = 0; p < points; ++p) judge_point(make_point(rows[i], p, generator), generator, counts);
    } catch (...) {
#pragma omp critical
      failure = std::current_exception();
    }
#pragma omp critical
    add(sum, counts);
  }
  if (failure) std::rethrow_exception(failure);
  return sum;
}

// Line by line: out goes {"row", "theta", "gradients", "kinds", "scipy"}, the last as the rule above answers; in comes
// [x, ...] for the cost there, or "next".
void serve(const std::vector<Row>& rows, std::uint64_t points, std::uint64_t seed) {
  using gradlab::terminal::Json;
  const auto numbers = [](const vec& v) { return std::vector<double>(v.begin(), v.end()); };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Generator generator(seed * 1'000'003 + i);
    for (std::uint64_t p = 0; p < points; ++p) {
      const Point point = without_exceptions(make_point(rows[i], p, generator));
      const Gradients gradients = gradients_at(point, generator);
      Json line = {{"row", rows[i].kind + ": " + rows[i].name}, {"theta", numbers(point.instance.theta)}};
      for (std::size_t g = 0; g < gradients.all.size(); ++g) {
        line["gradients"].push_back(numbers(gradients.all[g]));
        line["kinds"].push_back(static_cast<int>(gradients.kinds[g]));
      }
      for (const Answer answer : peers()[3].judge(point, gradients.all)) {
        line["scipy"].push_back(answer == Answer::right);
      }
      std::cout << line.dump() << std::endl;
      for (std::string asked; std::getline(std::cin, asked) && asked != "next";) {
        const std::vector<double> x = Json::parse(asked);
        std::cout << fmt::format("{:.17g}", point.objective.cost(vec(x))) << std::endl;
      }
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"auto beside other checkers, on the calibration's objectives", "calibration_peers"};
  std::uint64_t points = 20, seed = 1;
  bool served = false;
  std::string only;
  app.add_option("--points", points, "of each objective")->capture_default_str();
  app.add_option("--seed", seed, "another seed measures other points")->capture_default_str();
  app.add_option("--only", only, "the objectives whose kind or name contains TEXT")->type_name("TEXT");
  app.add_flag("--serve", served, "offer points and costs on standard input and output");
  CLI11_PARSE(app, argc, argv);
  std::vector<Row> rows = catalogue();
  // Entries that are right each by itself may be wrong together at a tie of kinks.
  std::erase_if(rows, [](const Row& row) { return row.kind == "kinks"; });
  std::erase_if(rows, [&](const Row& row) { return (row.kind + ": " + row.name).find(only) == std::string::npos; });
  if (served) serve(rows, points, seed);
  else fmt::print("{}", table_of(compare_all(rows, points, seed)));
  return 0;
}
