// Checks anybody's gradient in one call: a function that gives cost and gradient, the two apart, or an object as
// ensmallen's optimizers take it. This header only adapts functions; see check/ for the check itself.
#pragma once

#include "gradlab/check/checker.hpp"
#include "gradlab/check/preconditions.hpp"
#include "gradlab/check/report.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <complex>
#include <concepts>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace gradlab {

/// The outcome of a check. True where every entry agrees, and printed as a report, so that a test can assert it itself:
/// `CHECK(result)` in doctest and Catch2, `EXPECT_TRUE(result) << result` in GoogleTest.
using Result = check::CheckResult;

/// How a gradient is checked; see CheckOptions for method, tolerance, sample, directions and seed.
struct GradientOptions : check::CheckOptions {
  std::vector<Block> blocks;   ///< names for the stretches of theta, in order; empty: one block "theta"
  /// The functions may be called from several threads at once, and then are. OpenBLAS has one thread meanwhile, and
  /// afterwards as many as before; a check with `concurrent` false never changes the number.
  bool concurrent = false;
  std::string name = "yours";  ///< what reports call the gradient
};

/// A stretch of theta that is arma::vectorise(W): column by column. Reports then speak of "W2(3,17)".
Block block_by_columns(std::string name, arma::uword rows, arma::uword columns);

/// The same for a matrix that lies in theta row by row, as NumPy's ravel() leaves it.
Block block_by_rows(std::string name, arma::uword rows, arma::uword columns);

/// The check behind all forms of check_gradient().
Result check_gradient(Objective objective, const std::vector<check::Implementation>& implementations,
                      const arma::vec& theta, const GradientOptions& options);

// ---- What functions may look like ----

namespace adapt {

/// A function of theta by const reference, or by reference: one that changes its argument is to be caught, not refused.
template <class F>
concept TakesTheta = std::invocable<F&, const arma::vec&> || std::invocable<F&, arma::vec&>;

template <class F>
decltype(auto) call(F& function, const arma::vec& theta) {
  if constexpr (std::invocable<F&, const arma::vec&>) return function(theta);
  else return function(const_cast<arma::vec&>(theta));  // the checker looks whether it changes, and has a copy
}

template <class F>
using Answer = std::remove_cvref_t<decltype(call(std::declval<F&>(), std::declval<const arma::vec&>()))>;

template <class T>
concept Pair = requires(T pair) { pair.first; pair.second; };

template <class F>
concept GivesBoth = TakesTheta<F> && (std::same_as<Answer<F>, Evaluation> || Pair<Answer<F>>);

/// The same code also takes complex parameters: the complex step comes for free.
template <class F>
concept TakesComplex = requires(F& f, const arma::cx_vec& theta) {
  { f(theta) } -> std::same_as<std::complex<double>>;
};

/// A number, whatever it came as. throws check::NotScalar if it is a matrix of another size than 1 x 1.
double to_cost(double cost);
double to_cost(const arma::mat& cost);

/// False for what Armadillo has not computed yet, as 2 * y: y may be gone by the time that it does.
template <class T>
concept OwnsItsEntries =
    !arma::is_arma_type<std::remove_cvref_t<T>>::value || arma::is_Mat<std::remove_cvref_t<T>>::value;

/// The entries in Armadillo's order, column by column, whatever the shape; of one parameter it may be a plain number.
template <class Gradient>
arma::vec to_gradient(const Gradient& gradient) {
  static_assert(OwnsItsEntries<Gradient>,
                "the gradient is an Armadillo expression, whose operands may be gone when it is computed: "
                "give its function the return type `-> arma::vec`");
  if constexpr (std::is_arithmetic_v<Gradient>) return arma::vec{static_cast<double>(gradient)};
  else return arma::conv_to<arma::vec>::from(arma::vectorise(gradient));
}

template <class F>
double cost_of(F& cost, const arma::vec& theta) {
  static_assert(OwnsItsEntries<Answer<F>>,
                "the cost is an Armadillo expression, whose operands may be gone when it is computed: "
                "give its function the return type `-> double`, and arma::as_scalar() or arma::accu() inside");
  if constexpr (std::is_arithmetic_v<Answer<F>>) return static_cast<double>(call(cost, theta));
  else return to_cost(arma::conv_to<arma::mat>::from(call(cost, theta)));
}

template <class F>
Evaluation both_of(F& function, const arma::vec& theta) {
  auto answer = call(function, theta);
  if constexpr (Pair<decltype(answer)>) return {to_cost(answer.first), to_gradient(answer.second)};
  else return answer;
}

/// `gradient`, column by column. throws check::WrongShape if it has not the shape of x.
arma::vec to_gradient_like(const arma::mat& x, const arma::mat& gradient);

// ---- ensmallen's kind of object ----

/// A gradient as ensmallen hands it over: of x's size. It is full of NaN, so that one which is added to is found out.
arma::mat unset_like(const arma::mat& x);

template <class T>
concept HasEvaluate = requires(T& f, const arma::mat& x) { { f.Evaluate(x) } -> std::convertible_to<double>; };
template <class T>
concept HasGradient = requires(T& f, const arma::mat& x, arma::mat& g) { f.Gradient(x, g); };
template <class T>
concept HasBoth = requires(T& f, const arma::mat& x, arma::mat& g) {
  { f.EvaluateWithGradient(x, g) } -> std::convertible_to<double>;
};
/// A sum of NumFunctions() functions, of which some can be asked for alone: ensmallen's separable forms.
template <class T>
concept HasEvaluateOfSome = requires(T& f, const arma::mat& x) {
  { f.Evaluate(x, std::size_t{}, f.NumFunctions()) } -> std::convertible_to<double>;
};
template <class T>
concept HasGradientOfSome = requires(T& f, const arma::mat& x, arma::mat& g) {
  f.Gradient(x, std::size_t{}, g, f.NumFunctions());
};
template <class T>
concept HasBothOfSome = requires(T& f, const arma::mat& x, arma::mat& g) {
  { f.EvaluateWithGradient(x, std::size_t{}, g, f.NumFunctions()) } -> std::convertible_to<double>;
};
template <class T>
concept EnsmallenFunction =
    (HasEvaluate<T> || HasEvaluateOfSome<T> || HasBoth<T> || HasBothOfSome<T>) &&
    (HasGradient<T> || HasGradientOfSome<T> || HasBoth<T> || HasBothOfSome<T>);

template <EnsmallenFunction T>
double evaluate(T& function, const arma::mat& x) {
  if constexpr (HasEvaluate<T>) return function.Evaluate(x);
  else if constexpr (HasEvaluateOfSome<T>) return function.Evaluate(x, 0, function.NumFunctions());
  else {
    arma::mat unused = unset_like(x);
    if constexpr (HasBoth<T>) return function.EvaluateWithGradient(x, unused);
    else return function.EvaluateWithGradient(x, 0, unused, function.NumFunctions());
  }
}

/// Cost and gradient of the functions begin .. begin + count - 1.
template <class T>
Evaluation gradient_of_some(T& function, const arma::mat& x, std::size_t begin, std::size_t count) {
  arma::mat g = unset_like(x);
  function.Gradient(x, begin, g, count);
  if constexpr (HasEvaluateOfSome<T>) return {function.Evaluate(x, begin, count), to_gradient_like(x, g)};
  else return {begin == 0 ? evaluate(function, x) : 0.0, to_gradient_like(x, g)};  // the cost of all counts once
}

template <class T>
Evaluation both_of_some(T& function, const arma::mat& x, std::size_t begin, std::size_t count) {
  arma::mat g = unset_like(x);
  const double cost = function.EvaluateWithGradient(x, begin, g, count);
  return {cost, to_gradient_like(x, g)};
}

/// Adds two witnesses of a separable gradient: all functions at once, and the sum of two batches of different length.
/// A gradient that ignores `begin`, and always starts at the first function, fails the second.
template <class OfSome>
void add_batches(const std::string& name, OfSome of_some, std::size_t functions,
                 std::vector<check::Implementation>& implementations) {
  implementations.push_back({name, [=](const arma::vec& t) { return of_some(t, 0, functions); }});
  if (functions < 2) return;
  implementations.push_back({name + " in two batches", [=](const arma::vec& t) {
                               const std::size_t first = (functions + 2) / 3;
                               const Evaluation head = of_some(t, 0, first);
                               const Evaluation tail = of_some(t, first, functions - first);
                               return Evaluation{head.cost + tail.cost, head.gradient + tail.gradient};
                             }});
}

}  // namespace adapt

/// Hides from check_gradient() that a generic cost also compiles for complex parameters: for one with abs or max in it,
/// of which the complex step knows nothing.
template <class F>
auto real_only(F cost) {
  return [cost](const arma::vec& theta) mutable { return adapt::cost_of(cost, theta); };
}

/// A function that gives cost and gradient at once, as an Evaluation or a std::pair.
///   check_gradient([](const arma::vec& theta) -> Evaluation { ... }, theta)
/// throws std::invalid_argument as check::check_gradients() does.
template <class F>
  requires adapt::GivesBoth<std::remove_cvref_t<F>>
Result check_gradient(F function, const arma::vec& theta, const GradientOptions& options = {}) {
  Objective objective;
  objective.cost = [function](const arma::vec& t) mutable { return adapt::both_of(function, t).cost; };
  const check::Implementation implementation = {
      options.name, [function](const arma::vec& t) mutable { return adapt::both_of(function, t); }};
  return check_gradient(std::move(objective), {implementation}, theta, options);
}

/// Cost and gradient apart. The cost may be a template, as `[](const auto& theta) { ... }`: if it gives a complex
/// number for complex parameters, the complex step is used where all else fails (see real_only()).
template <class Cost, class Gradient>
  requires adapt::TakesTheta<Cost> && adapt::TakesTheta<Gradient>
Result check_gradient(Cost cost, Gradient gradient, const arma::vec& theta, const GradientOptions& options = {}) {
  Objective objective;
  objective.cost = [cost](const arma::vec& t) mutable { return adapt::cost_of(cost, t); };
  if constexpr (adapt::TakesComplex<Cost>) {
    objective.complex_cost = [cost](const arma::cx_vec& t) mutable { return cost(t); };
  }
  const check::Implementation implementation = {
      options.name, [cost, gradient](const arma::vec& t) mutable {
        const double value = adapt::cost_of(cost, arma::vec(t));  // a copy: the cost may change its argument
        return Evaluation{value, adapt::to_gradient(adapt::call(gradient, t))};
      }};
  return check_gradient(std::move(objective), {implementation}, theta, options);
}

/// Functions of a vector from a start that is a matrix or a row: refused, for Armadillo cannot make a column of it.
template <class Cost, class Gradient, class Start>
  requires(!adapt::EnsmallenFunction<Cost> && arma::is_Mat<Start>::value && !arma::is_Col<Start>::value)
Result check_gradient(Cost cost, Gradient gradient, const Start& start, const GradientOptions& options = {}) = delete;

template <class F, class Start>
  requires(adapt::GivesBoth<F> && arma::is_Mat<Start>::value && !arma::is_Col<Start>::value)
Result check_gradient(F function, const Start& start, const GradientOptions& options = {}) = delete;

/// An object with Evaluate(x) and Gradient(x, g), EvaluateWithGradient(x, g), or the separable forms of these, used as
/// it is. `coordinates` may have any shape; where it is a matrix, entries are named by row and column. Each form of the
/// gradient that is there is a witness of its own; a separable one is asked for all functions at once, and in two
/// batches.
template <class T>
  requires adapt::EnsmallenFunction<T>
Result check_gradient(T& function, const arma::mat& coordinates, GradientOptions options = {}) {
  const arma::uword rows = coordinates.n_rows, columns = coordinates.n_cols;
  const auto shaped = [rows, columns](const arma::vec& t) { return arma::mat(arma::reshape(t, rows, columns)); };
  if (options.blocks.empty()) options.blocks = {block_by_columns("x", rows, columns)};

  Objective objective;
  objective.cost = [&function, shaped](const arma::vec& t) { return adapt::evaluate(function, shaped(t)); };
  std::vector<check::Implementation> implementations;
  if constexpr (adapt::HasGradient<T>) {
    implementations.push_back({"Gradient", [&function, shaped](const arma::vec& t) {
                                 const arma::mat x = shaped(t);
                                 arma::mat g = adapt::unset_like(x);
                                 const double cost = adapt::evaluate(function, x);
                                 function.Gradient(x, g);
                                 return Evaluation{cost, adapt::to_gradient_like(x, g)};
                               }});
  }
  if constexpr (adapt::HasBoth<T>) {
    implementations.push_back({"EvaluateWithGradient", [&function, shaped](const arma::vec& t) {
                                 const arma::mat x = shaped(t);
                                 arma::mat g = adapt::unset_like(x);
                                 const double cost = function.EvaluateWithGradient(x, g);
                                 return Evaluation{cost, adapt::to_gradient_like(x, g)};
                               }});
  }
  if constexpr (adapt::HasGradientOfSome<T>) {
    const auto of_some = [&function, shaped](const arma::vec& t, std::size_t begin, std::size_t count) {
      return adapt::gradient_of_some(function, shaped(t), begin, count);
    };
    adapt::add_batches("separable Gradient", of_some, function.NumFunctions(), implementations);
  }
  if constexpr (adapt::HasBothOfSome<T>) {
    const auto of_some = [&function, shaped](const arma::vec& t, std::size_t begin, std::size_t count) {
      return adapt::both_of_some(function, shaped(t), begin, count);
    };
    adapt::add_batches("separable EvaluateWithGradient", of_some, function.NumFunctions(), implementations);
  }
  return check_gradient(std::move(objective), implementations, arma::vectorise(coordinates), options);
}

}  // namespace gradlab
