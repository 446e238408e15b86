#include "program/entries_json.hpp"

#include "gradlab/check/judgement.hpp"

#include <string>

namespace gradlab::program {

namespace {

using check::BlockResult, check::CheckResult, check::ImplementationResult;

// a, d or u
char letter_of(check::Verdict verdict) { return check::to_string(verdict).front(); }

Json witness_to_json(const CheckResult& result, const ImplementationResult& implementation) {
  Json analytic = Json::array(), allowed = Json::array();
  std::string verdicts;
  for (const BlockResult& block : implementation.blocks) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const arma::uword index = result.entries[i];
      const check::Comparison compared =
          check::compare(block, implementation, index, result.numerical[i], result.tolerance);
      analytic.push_back(terminal::number(implementation.gradient(index)));
      allowed.push_back(terminal::number(compared.allowed));
      verdicts += letter_of(implementation.verdicts[i]);
    }
  }
  return {{"analytic", analytic}, {"allowed", allowed}, {"verdicts", verdicts}};
}

}  // namespace

Json entries_to_json(const CheckResult& result, const std::vector<Block>& blocks) {
  Json shapes = Json::array(), numerical = Json::array(), error = Json::array(), witnesses = Json::object();
  for (const Block& block : blocks) {
    shapes.push_back(
        {{"name", block.name}, {"rows", block.rows}, {"columns", block.columns}, {"by_rows", block.by_rows}});
  }
  for (const numeric::Estimate& estimate : result.numerical) {
    numerical.push_back(terminal::number(estimate.value));
    error.push_back(terminal::number(estimate.error));
  }
  for (const ImplementationResult& implementation : result.implementations) {
    witnesses[implementation.name] = witness_to_json(result, implementation);
  }
  return {{"blocks", shapes},
          {"index", result.entries},
          {"numerical", numerical},
          {"error", error},
          {"witnesses", witnesses}};
}

}  // namespace gradlab::program
