#include "client/cli/arguments/usage_error.h"

#include <algorithm>

#include "config/suggestion.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

// What stands where the command should; empty for nothing.
std::string command_word(const CLI::App& app, const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (!arguments[i].starts_with('-')) return arguments[i];
    if (takes_value(app, arguments[i])) ++i;
  }
  return {};
}

Error missing_command(const CLI::App& app, const std::vector<std::string>& arguments) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  const std::string word = command_word(app, arguments);
  Error error =
      usage_error(app, word.empty() ? "a command is missing" : format("no command \"{}\"", word));
  const std::string near = config::nearest_name(word, names);
  error.hint = format("{}there are {}; {}", near.empty() ? "" : format("did you mean {}? ", near),
                      joined(names, ", "), error.hint);
  return error;
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  const auto add = [&names](const CLI::App& some) {
    for (const CLI::Option* option : some.get_options()) {
      for (const std::string& name : option->get_snames()) names.push_back("-" + name);
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  };
  add(app);
  for (const CLI::App* command : app.get_subcommands()) add(*command);
  return names;
}

bool is_no_option(const CLI::App& app, const std::string& word) {
  const auto names = option_names(app);
  return word.starts_with('-') && std::find(names.begin(), names.end(), word) == names.end();
}

// What CLI11 found to be left over, which it tells in a sentence: "The following ... expected: a
// b".
Error left_over(const CLI::App& app, const std::string& sentence) {
  const std::string words = sentence.substr(sentence.find(": ") + 1);
  const std::size_t dash = words.find(" -");
  if (dash == std::string::npos) {
    return usage_error(app, format("\"{}\" is too much", words.substr(1)));
  }
  const std::string option = words.substr(dash + 1, words.find_first_of(" =", dash + 1) - dash - 1);
  if (!is_no_option(app, option)) {
    return usage_error(app, format("{} stands behind the command", option));
  }
  const std::string near = config::nearest_name(option, option_names(app));
  Error error = usage_error(app, format("no option {}", option));
  if (!near.empty()) error.hint = format("did you mean {}? {}", near, error.hint);
  return error;
}

}  // namespace

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  std::string out;
  for (const std::string& word : words) out += format("{}{}", out.empty() ? "" : separator, word);
  return out;
}

Error usage_error(const CLI::App& app, std::string message) {
  const auto commands = app.get_subcommands();
  const std::string command = commands.empty() ? "" : commands.front()->get_name() + " ";
  return {ErrorCode::kInvalidArgument, std::move(message), format("see quire {}--help", command)};
}

bool takes_value(const CLI::App& app, std::string_view spelling) {
  const std::string name(spelling);
  const auto in = [&name](const CLI::App& some) {
    const CLI::Option* option = some.get_option_no_throw(name);
    return option != nullptr && option->get_items_expected_max() > 0;
  };
  if (in(app)) return true;
  const auto commands = app.get_subcommands([](const CLI::App*) { return true; });
  return std::any_of(commands.begin(), commands.end(),
                     [&in](const CLI::App* command) { return in(*command); });
}

Error usage_error(const CLI::App& app, const CLI::Error& error,
                  const std::vector<std::string>& arguments) {
  const std::string text = error.what();
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    return usage_error(app, format("{} needs a value", text.substr(0, text.find(':'))));
  }
  const bool required = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr;
  if (required && app.get_subcommands().empty()) return missing_command(app, arguments);
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) return left_over(app, text);
  Error other = usage_error(app, text);
  if (required && is_no_option(app, arguments.back())) {
    other.hint = "a name that begins with - stands behind --; " + other.hint;
  }
  return other;
}

}  // namespace quire::cli
