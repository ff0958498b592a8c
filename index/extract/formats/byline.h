#pragma once
// The names in a byline. Pure function.

#include <string>
#include <string_view>
#include <vector>

namespace quire::extract::formats {

// "By Paul Byrne and Almudena Calatrava" -> both names; "doug@example.com (Doug Sauder)" and
// "Doug Sauder <doug@example.com>" -> "Doug Sauder". White space is collapsed; no name twice.
[[nodiscard]] std::vector<std::string> names_in(std::string_view byline);

// Adds the names that are not there yet.
void add_names(std::vector<std::string>& names, std::string_view byline);

}  // namespace quire::extract::formats
