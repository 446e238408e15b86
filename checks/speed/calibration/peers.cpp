#include "peers.hpp"

#include "gradlab/check/checker.hpp"

#include <boost/math/differentiation/finite_difference.hpp>
#include <ceres/ceres.h>
#include <ceres/gradient_checker.h>

#include <cmath>
#include <limits>

namespace gradlab::calibration {

namespace {

using arma::uword, arma::vec;

double cost_along(const Point& point, uword k, double x) {
  vec theta = point.instance.theta;
  theta(k) = x;
  return point.objective.cost(theta);
}

vec differentiate(const Point& point, const std::function<double(uword k, double x)>& derivative) {
  vec derivatives = point.instance.theta;
  for (uword k = 0; k < derivatives.n_elem; ++k) derivatives(k) = derivative(k, point.instance.theta(k));
  return derivatives;
}

vec central(const Point& point, double step) {
  return differentiate(point, [&](uword k, double x) {
    return (cost_along(point, k, x + step) - cost_along(point, k, x - step)) / (2 * step);
  });
}

template <class Accepts>
std::vector<Answer> answer_each(const std::vector<vec>& gradients, Accepts accepts) {
  std::vector<Answer> answers;
  for (const vec& gradient : gradients) answers.push_back(accepts(gradient) ? Answer::right : Answer::wrong);
  return answers;
}

// ---- auto ----

Answer judge_automatically(const Point& point, const vec& gradient) {
  const check::Implementation implementation{
      "gradient", [&](const vec& theta) { return Evaluation{point.objective.cost(theta), gradient}; }};
  check::CheckOptions options;
  options.threads = 1;
  Objective objective = point.objective;
  objective.complex_cost = nullptr;  // the others have none either
  switch (check::check_gradients(objective, {implementation}, point.instance.theta, options).verdict) {
    case check::Verdict::agree: return Answer::right;
    case check::Verdict::disagree: return Answer::wrong;
    case check::Verdict::undecided: return Answer::undecided;
  }
  return Answer::undecided;
}

std::vector<Answer> by_auto(const Point& point, const std::vector<vec>& gradients) {
  std::vector<Answer> answers;
  for (const vec& gradient : gradients) answers.push_back(judge_automatically(point, gradient));
  return answers;
}

// ---- Rules ----

std::vector<Answer> by_course(const Point& point, const std::vector<vec>& gradients) {
  const vec n = central(point, 1e-4);
  return answer_each(gradients, [&](const vec& a) { return arma::norm(a - n) < 1e-9 * arma::norm(a + n); });
}

std::vector<Answer> by_pytorch(const Point& point, const std::vector<vec>& gradients) {
  const vec n = central(point, 1e-6);
  return answer_each(gradients, [&](const vec& a) {
    for (uword k = 0; k < a.n_elem; ++k) {
      if (!(std::abs(a(k) - n(k)) <= 1e-5 + 1e-3 * std::abs(n(k)))) return false;
    }
    return true;
  });
}

std::vector<Answer> by_scipy(const Point& point, const std::vector<vec>& gradients) {
  const double step = std::sqrt(std::numeric_limits<double>::epsilon());
  const double here = point.objective.cost(point.instance.theta);
  const vec n = differentiate(point, [&](uword k, double x) {
    const volatile double moved = x + step;  // as approx_derivative takes the step
    return (cost_along(point, k, moved) - here) / (moved - x);
  });
  return answer_each(gradients, [&](const vec& a) { return arma::norm(a - n) < 1e-6 * std::max(1.0, arma::norm(a)); });
}

// ---- The real ones ----

std::vector<Answer> by_boost(const Point& point, const std::vector<vec>& gradients) {
  vec errors = point.instance.theta;
  const vec n = differentiate(point, [&](uword k, double x) {
    const auto cost = [&](double moved) { return cost_along(point, k, moved); };
    return boost::math::differentiation::finite_difference_derivative(cost, x, &errors(k));
  });
  return answer_each(gradients, [&](const vec& a) {
    for (uword k = 0; k < a.n_elem; ++k) {
      if (!(std::abs(a(k) - n(k)) <= errors(k))) return false;
    }
    return true;
  });
}

class AsCeresWants : public ceres::CostFunction {
 public:
  AsCeresWants(const Point& point, const vec& gradient) : point_(point), gradient_(gradient) {
    set_num_residuals(1);
    mutable_parameter_block_sizes()->push_back(static_cast<int>(gradient.n_elem));
  }

  bool Evaluate(double const* const* parameters, double* residuals, double** jacobians) const override {
    residuals[0] = point_.objective.cost(vec(parameters[0], gradient_.n_elem));
    if (jacobians && jacobians[0]) std::copy(gradient_.begin(), gradient_.end(), jacobians[0]);
    return std::isfinite(residuals[0]);
  }

 private:
  const Point& point_;
  const vec& gradient_;
};

std::vector<Answer> by_ceres(const Point& point, const std::vector<vec>& gradients) {
  return answer_each(gradients, [&](const vec& gradient) {
    const AsCeresWants function(point, gradient);
    const std::vector<const ceres::Manifold*> none = {nullptr};
    const ceres::GradientChecker checker(&function, &none, ceres::NumericDiffOptions());
    const double* parameters[] = {point.instance.theta.memptr()};
    return checker.Probe(parameters, 1e-8, nullptr);
  });
}

}  // namespace

const std::vector<Peer>& peers() {
  static const std::vector<Peer> all = {{"auto", by_auto},     {"course", by_course}, {"PyTorch's rule", by_pytorch},
                                        {"SciPy's rule", by_scipy}, {"Boost", by_boost}, {"Ceres", by_ceres}};
  return all;
}

}  // namespace gradlab::calibration
