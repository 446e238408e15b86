#include "program/source_in_numpy.hpp"

#include "gradlab/languages/adapters.hpp"
#include "gradlab/languages/code.hpp"
#include "gradlab/languages/test_points.hpp"

#include <string>

namespace gradlab::program {

SourceInNumpy::SourceInNumpy(const neural_network::Problem& problem) : theta_(problem.theta) {
  constexpr double patience = 60;  // seconds, for each answer
  const std::string name = "nnCostFunction.py";
  folder_.write(name, std::string(source_text_in_numpy));
  const languages::CodeFile file = languages::parse_code_file((folder_.path() / name).string(), "");
  const languages::Code code = languages::start_code(name, languages::python_command(file), patience);
  const languages::FoundConvention found =
      languages::find_convention(*code.conversation, code.description, {languages::small_network(1).problem},
                                 neural_network::Order::by_rows);
  network_ = std::make_unique<const languages::ForeignNetwork>(code.conversation, found.convention, problem);
}

}  // namespace gradlab::program
