#include "gradlab/languages/ways_to_call.hpp"

#include <string>
#include <utility>

namespace gradlab::languages {

namespace {

using neural_network::Order;
using Labels = std::pair<LabelStyle, std::string>;

const std::vector<std::string>& theta_shapes_of(const Description& description, const Choice& choice) {
  return choice.theta_shapes.empty() ? description.theta_shapes : choice.theta_shapes;
}

// Each form of the labels, with each way to lay out everything else.
std::vector<CallingConvention> combine(const Description& description, std::size_t choice, Order usual,
                                       ExampleForm examples, const std::vector<Labels>& forms_of_labels) {
  std::vector<CallingConvention> ways;
  const Order other = usual == Order::by_rows ? Order::by_columns : Order::by_rows;
  for (const auto& [labels, label_shape] : forms_of_labels) {
    for (const std::string& container : description.containers) {
      for (const std::string& theta_shape : theta_shapes_of(description, description.choices[choice])) {
        for (const Order order : {usual, other}) {
          const bool is_list = theta_shape.starts_with("a ");  // its gradient comes in parts
          if (order == usual || !is_list) {
            ways.push_back({choice, labels, label_shape, theta_shape, container, order, examples});
          }
        }
      }
    }
  }
  return ways;
}

void append(std::vector<CallingConvention>& all, const std::vector<CallingConvention>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

std::vector<CallingConvention> usual_ways_to_call(const Description& description, std::size_t choice, Order usual) {
  std::vector<Labels> forms;
  for (const LabelStyle labels : {LabelStyle::from_one, LabelStyle::from_zero}) {
    for (const std::string& shape : description.label_shapes) {
      if (shape != "row") forms.emplace_back(labels, shape);
    }
  }
  forms.emplace_back(LabelStyle::one_hot, description.label_shapes.front());
  for (const std::string& shape : description.label_shapes) {
    if (shape != "row") forms.emplace_back(LabelStyle::last_as_zero, shape);
  }
  return combine(description, choice, usual, ExampleForm::rows, forms);
}

std::vector<CallingConvention> odd_ways_to_call(const Description& description, std::size_t choice, Order usual) {
  if (!description.takes_any_form) return {};
  std::vector<Labels> forms = {{LabelStyle::one_hot, "column"}, {LabelStyle::one_hot, "row"}};
  for (const LabelStyle labels : {LabelStyle::from_one, LabelStyle::from_zero}) {
    for (const std::string& shape : description.label_shapes) forms.emplace_back(labels, shape);
  }
  std::vector<CallingConvention> ways;
  Description plain = description;  // np.matrix comes by rows only
  plain.containers.resize(1);
  for (const ExampleForm examples : {ExampleForm::with_ones, ExampleForm::columns, ExampleForm::columns_with_ones}) {
    const Description& which = examples == ExampleForm::with_ones ? description : plain;
    append(ways, combine(which, choice, usual, examples, forms));
  }
  const std::vector<Labels> rows = {{LabelStyle::one_hot, "row"}, {LabelStyle::from_one, "row"},
                                    {LabelStyle::from_zero, "row"}};
  append(ways, combine(plain, choice, usual, ExampleForm::rows, rows));
  return ways;
}

}  // namespace gradlab::languages
