// What the readers of agency formats share. Internal to the folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "story/agency/agency.h"
#include "story/markup/tree.h"

namespace dragoman::story::agency {

/// A story in the making, or why there is none.
struct Item {
    Story story;
    std::string no_story;  ///< "is canceled", "is a picture"; empty when it is one
};

/// "By Ana Ruiz and Tom Hale, Staff Reporters" → the names.
std::vector<std::string> authors_of(std::string_view byline);

/// "canceled", "stat:withheld", "Canceled" → why there is no story; empty for usable and unknown ones.
std::string refused(std::string_view status);

/// Fills what an NITF element says and `item` does not know yet.
void read_nitf(const markup::Tree& tree, int nitf, Item& item);
/// Adds the stories of a NewsML-G2 or NewsML 1 document.
void read_newsml_g2(const markup::Tree& tree, int root, std::vector<Item>& items);
void read_newsml_1(const markup::Tree& tree, int root, std::vector<Item>& items);

/// Title and text trimmed, the title taken off the head of the text; those without text are refused.
void finish(Item& item);

/// The stories among the items; an error with the first reason when there is none.
Result<std::vector<Story>> stories_among(std::vector<Item>&& items, const Context& context);

/// Sets a field that is still empty.
void fill(std::string& field, std::string value);
void fill_date(Story& story, std::string_view date);

}  // namespace dragoman::story::agency
