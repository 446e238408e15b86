#include "gradlab/numeric/methods.hpp"

#include "gradlab/find_row.hpp"
#include "gradlab/numeric/adaptive.hpp"
#include "gradlab/numeric/central.hpp"
#include "gradlab/numeric/complex_step.hpp"
#include "gradlab/numeric/forward.hpp"
#include "gradlab/numeric/order_six.hpp"
#include "gradlab/numeric/ridders.hpp"
#include "gradlab/numeric/step_scan.hpp"

namespace gradlab::numeric {

const std::vector<Method>& methods() {
  static const std::vector<Method> rows = {
      {"forward", "forward difference at 1.5e-8: for comparison, half of the digits",
       [](const AlongOneParameter& s) { return forward(s); }, false,
       [](const AlongOneParameter& s, double step) { return forward(s, step).value; }},
      {"central", "central difference at 1e-5, error from twice the step",
       [](const AlongOneParameter& s) { return central(s); }, false,
       [](const AlongOneParameter& s, double step) { return central(s, step).value; },
       [](const AlongOneParameter& s) { return central_steps(s); }},
      {"order_six", "central difference of order six", [](const AlongOneParameter& s) { return order_six(s); }, false,
       [](const AlongOneParameter& s, double step) { return order_six(s, step).value; }},
      {"adaptive", "order four, its step chosen for the function",
       [](const AlongOneParameter& s) { return adaptive(s); }},
      {"ridders", "central differences extrapolated to step zero",
       [](const AlongOneParameter& s) { return ridders(s); }, false,
       [](const AlongOneParameter& s, double step) { return ridders(s, step).value; }},
      {"complex_step", "imag f(x + ih)/h: no subtraction, needs a complex cost",
       [](const AlongOneParameter& s) { return complex_step(s); }, true,
       [](const AlongOneParameter& s, double step) { return complex_step(s, step).value; }},
      {"scan", "many steps, from long to short; tells kinks", [](const AlongOneParameter& s) { return scan(s); }},
  };
  return rows;
}

const Method& find_method(std::string_view name) { return find_row(methods(), "numerical method", name); }

}  // namespace gradlab::numeric
