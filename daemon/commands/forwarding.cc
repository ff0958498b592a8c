#include "daemon/commands/forwarding.h"

#include "index/base/format.h"

namespace quire::commands {
namespace {

Error no_such_remote(const Context& context, const std::string& name) {
  std::string names;
  for (const auto& remote : context.remotes.all()) {
    names += format("{}{}", names.empty() ? "" : ", ", remote->name());
  }
  return {ErrorCode::kNotFound, format("there is no remote \"{}\"", name),
          names.empty() ? "the settings name none: see [[remote]] in quired.toml(5)"
                        : format("the remotes are: {}", names)};
}

// The same response to another request.
std::string with_id(std::string response, const std::string& id, remotes::Remote::RequestId there) {
  const std::string written = format("\"id\":{}", there);
  const std::size_t at = response.find(written);
  return at == std::string::npos ? response
                                 : response.replace(at, written.size(), format("\"id\":{}", id));
}

}  // namespace

void forward(Context& context, Call call, const std::string& name, const RequestText& request) {
  remotes::Remote* remote = context.remotes.find(name);
  if (remote == nullptr) return call.fail(no_such_remote(context, name));
  const auto shared = std::make_shared<const Call>(std::move(call));
  const auto there = std::make_shared<remotes::Remote::RequestId>(0);
  const auto remember = [there, &request](remotes::Remote::RequestId id) {
    *there = id;
    return request(id);
  };
  const std::chrono::milliseconds patience(context.limits.deadline_ms);
  remote->ask(remember, patience, [shared, there, name](Result<std::string> response) {
    if (response) return shared->respond(with_id(*std::move(response), shared->request.id, *there));
    Error error = response.error();
    error.message = format("the remote \"{}\" cannot be asked: {}", name, error.message);
    error.hint = "see `quire status`";
    shared->fail(error);
  });
}

}  // namespace quire::commands
