// From names to entities: names are spotted, phrases built around them and around common nouns,
// described from their own words, and joined by coreference. Each step is a file of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mentions/entities/antecedents.h"
#include "mentions/entities/gazetteer.h"
#include "mentions/entities/genders.h"
#include "mentions/mentions.h"

namespace dragoman::mentions {

/// A proper name: its tokens, what the tables know of it, what the tagger took it for.
struct ProperName {
    TokenRange tokens;
    const Meanings* meanings = nullptr;  ///< of the whole name; null when the tables do not know it
    Meaning meaning;                     ///< the best of them
    bool tagged = false;
    NameType type = NameType::other;
};

/// What stands in for several known entities: "the pair", "the two sides", "both countries"; "the three", "both", of
/// whatever kind.
enum class Several : std::uint8_t { none, people, states, those };

/// A phrase on its way to becoming a mention.
struct Phrase {
    int head = -1;
    TokenRange tokens;
    MentionKind kind = MentionKind::nominal;
    int name = -1;          ///< index of the proper name it is built on, or -1
    TokenRange name_words;  ///< the name without titles
    TokenRange title;       ///< words before a person's name that say what the person is
    int noun_at = -1;       ///< token of the common noun that tells what it is, or -1
    Noun noun;
    EntityType type = EntityType::other;
    std::string country, sector, office, rule;
    int known_person = -1;  ///< row of Gazetteer::people
    int owner = -1;         ///< token of a possessor inside ("its", "Mahan's"), or -1
    bool plural = false, definite = false, counted = false, new_one = false;
    bool country_inferred = false;
    bool modifier = false;  ///< stands before another noun: "US sanctions"
    bool subject = false;
    bool of_state = false;  ///< a state's people, "Peruvians": one entity with their state
    bool number = false;    ///< a number alone, of people: "hundreds protested"
    Several several = Several::none;
    int how_many = 2;
    std::vector<std::string> of_states;  ///< "the Peruvian and Chilean presidents": whose
    int apposition_of = -1;              ///< phrase it renames, or -1
    char gender = 0;                     ///< 'm', 'f' or unknown
    char likely_gender = 0;              ///< of its given name
};

/// What is known of how phrases refer to one another.
struct Referring {
    explicit Referring(const Knowledge& knowledge) : genders(knowledge), weights(knowledge) {}
    Genders genders;
    AntecedentWeights weights;
};

/// The story under reading; every step reads it and adds its part.
struct Reading {
    Reading(const Text& story_text, const Annotation& annotation, std::string_view published,
            std::string_view publisher, std::string_view headline, const Gazetteer& knowledge,
            const Referring& reference, Mentions& found)
        : text(story_text),
          tree(annotation),
          day(published.substr(0, 10)),
          source(publisher),
          title(headline),
          known(knowledge),
          referring(reference),
          out(found) {}

    const Text& text;
    const Annotation& tree;
    std::string_view day;
    std::string_view source;  ///< who published it
    std::string_view title;
    const Gazetteer& known;
    const Referring& referring;
    Mentions& out;

    std::vector<ProperName> names;  ///< in text order, never overlapping
    std::vector<int> name_of;       ///< token → name, or -1
    std::vector<Phrase> phrases;    ///< in text order of heads
    std::vector<int> phrase_of;     ///< token → innermost phrase, or -1
    std::string home;               ///< state the story is about, for "the government" and "police"
    bool police_told = false;       ///< officers are of the police
    bool home_alone = false;        ///< the story speaks of hardly any other state

    int size() const { return tree.size(); }
    std::string_view lower(int t) const { return t >= 0 && t < size() ? tree.lower(t) : std::string_view(); }
    bool capital(int t) const {
        const char c = text.word(t).front();
        return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0xC3;
    }
    TokenRange sentence(int t) const { return text.sentences[text.sentence_of(t)].tokens; }
    std::string words(TokenRange range) const { return std::string(text.slice(text.span(range))); }
};

bool among(std::string_view word, std::initializer_list<std::string_view> words);

void find_dateline(Reading&);  // dateline.cpp
void find_names(Reading&);     // names.cpp
/// "Swiss Bankers' Association", "Joaquín “El Chapo” Guzmán": joins the pieces of such names. name_pieces.cpp
void join_name_pieces(const Reading&, std::vector<ProperName>& names);
void settle_places(Reading&);     // places.cpp
void settle_namesakes(Reading&);  // namesakes.cpp; also the story's home state
void find_phrases(Reading&);      // phrases.cpp
void describe_phrases(Reading&);  // description.cpp
void join_entities(Reading&);     // coreference.cpp
void resolve_ahead(Reading&);     // ahead.cpp
void resolve_unnamed(Reading&);   // ahead.cpp
void note_sender(Reading&);

/// Code of the state that a name means: the state, its people or capital; else empty.
std::string_view state_code(const Reading&, const ProperName&);  // namesakes.cpp

/// State, sector and kind that a name gives: {country, sector, type}; office of a person.
struct NameFacts {
    EntityType type = EntityType::other;
    std::string country, sector, office, rule;
};
NameFacts facts_of(const Reading&, const ProperName&);          // description.cpp
NameFacts facts_of_unknown(const Reading&, const ProperName&);  // unknown.cpp

/// Offices that a state has one of: several of them are of several states.
bool is_highest(int head, const Reading&);  // home.cpp
/// The states of phrases that name none.
void settle_states(Reading&);  // home.cpp

// Titles in names: titles.cpp
bool is_honorific(std::string_view word);
/// "Russian President", "US Secretary of State" taken for a person's name: an office, with its state before it at most.
bool is_mere_title(const Reading& r, const ProperName& name);
/// "Mayor of Springfield Anna Lee": the place that the office is of does not belong to the person's name.
int end_of_office(const Reading& r, const ProperName& name);

/// Does a number alone stand for people, by what they do or what befalls them ("hundreds protested", "three were
/// killed")?
bool is_number_of_people(const Reading&, int t);
/// "ordered the three to pay", "both were detained": as many as were just told of.
bool is_count_alone(const Reading&, int t);
/// "visited the wounded", "the left has challenged the law", "accused management": people by what they are.
bool is_quality_of_people(const Reading&, int t);

constexpr int longest_phrase = 40;  // words of a noun phrase
/// Where the noun phrase around a common noun begins: what stands before it and belongs to it. edges.cpp
int left_edge(const Reading&, int head, int sentence_begin);
/// Past the phrases with "of" (and, after nouns for a role, "for", "from", "to", of many people "in" and "at") that
/// follow the head at `end`.
int right_edge(const Reading&, int head, bool role, bool many, int end);

/// "ethnic Albanians": people of whatever state, not that one.
bool is_ethnic(const Reading& r, int t);
/// "Minister of Information Karim Haddad", "Mayor of Gdańsk Jon Lund" taken for one name: where the person's begins.
int end_of_title_of(const Reading& r, TokenRange name);
/// "al-Hamdi", "de Silva": a family name that begins with a small word, of a person told of in full.
bool begins_small(const Reading& r, const ProperName& name);
/// A work's title in quotation marks: all its greater words have capitals, and before it stands whose it is or what:
/// NBC's "Meet the Press", the film "Two Days in May".
bool is_work_title(const Reading& r, TokenRange words);

}  // namespace dragoman::mentions
