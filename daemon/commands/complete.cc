#include "daemon/commands/complete.h"

#include <algorithm>
#include <array>

#include "daemon/commands/sessions.h"
#include "index/text/normalizer.h"
#include "index/text/words/tokenizer.h"

namespace quire::commands {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::array kFields = {
    std::pair{"source", store::ValueField::kSource},
    std::pair{"section", store::ValueField::kSection},
    std::pair{"author", store::ValueField::kAuthor},
    std::pair{"place", store::ValueField::kPlace},
    std::pair{"language", store::ValueField::kLanguage},
    std::pair{"tag", store::ValueField::kTag},
};

// As the index has what begins so: O'Ne becomes one. What is no single word is only folded.
std::string word_prefix(std::string_view typed) {
  text::Tokenizer tokenizer(typed);
  text::Token token;
  if (!tokenizer.next(token)) return text::fold(typed);
  std::string first(token.term);
  return tokenizer.next(token) ? text::fold(typed) : first;
}

Result<std::vector<vocabulary::Word>> completed(Engine& engine,
                                                const protocol::CompleteRequest& request) {
  const auto* const field = std::find_if(kFields.begin(), kFields.end(), [&](const auto& known) {
    return known.first == request.field;
  });
  if (field != kFields.end()) {
    return engine.searcher.complete(field->second, request.prefix, request.limit);
  }
  const auto words = engine.searcher.vocabulary();
  if (!words) return words.error();
  return (*words)->with_prefix(word_prefix(request.prefix), request.limit).words;
}

}  // namespace

Result<protocol::CompleteResponse> run_complete(Engine& engine,
                                                const protocol::CompleteRequest& request,
                                                SteadyTime deadline) {
  if (steady_clock::now() >= deadline) {
    return Error{ErrorCode::kDeadlineExceeded, "the completion waited longer than its deadline",
                 "set a longer deadline_ms"};
  }
  auto found = completed(engine, request);
  if (!found) return found.error();
  protocol::CompleteResponse response;
  for (vocabulary::Word& word : *found) {
    response.completions.push_back({std::move(word.text), word.articles});
  }
  return response;
}

void complete(Context& context, Call call) {
  auto request = protocol::decode_complete(call.request.params);
  if (!request) return call.fail(request.error());
  const milliseconds allowed(std::min(request->deadline_ms, context.limits.deadline_ms));
  const SteadyTime deadline = steady_clock::now() + allowed;
  supersede(call, request->session);
  context.searchers.run(std::move(call), [request = *std::move(request), deadline](Engine& engine) {
    return run_complete(engine, request, deadline);
  });
}

}  // namespace quire::commands
