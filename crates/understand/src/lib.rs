//! Articles to documents: one stage a room, each a function from the layers that it reads to the layer it makes.

pub mod coref;
pub mod network;
pub mod quote;
pub mod sentence;
pub mod timex;
pub mod token;

use document::{Article, Document, Sentences, Syntax, Tokens};
use knowledge::Knowledge;

/// Reads one article. Total: any text gives a document.
pub fn understand(article: Article, knowledge: &Knowledge) -> Document {
    let tokens = token::split(&article.text, &article.blocks);
    let sentences = sentence::split(&article, &tokens);
    understand_segmented(article, tokens, sentences, knowledge)
}

/// The same where tokens and sentences are given.
pub fn understand_segmented(
    article: Article,
    tokens: Tokens,
    sentences: Sentences,
    knowledge: &Knowledge,
) -> Document {
    // One encoder reads the words once for all three layers: docs/decisions/0002-one-encoder.md.
    let (words, trees, names, states) =
        network::read(&article.text, &tokens, &sentences, &knowledge.language);
    let timexes = timex::find(&article, &tokens, &sentences, &words);
    let syntax =
        Syntax { text: &article.text, tokens: &tokens, sentences: &sentences, words: &words, trees: &trees };
    let attributions = quote::attribute(&article, &names, syntax, &states, &knowledge.attributing);
    let (mentions, entities) = coref::link(&article, &names, syntax, &knowledge.actors);
    Document {
        article,
        tokens,
        sentences,
        words,
        trees,
        states,
        names,
        timexes,
        mentions,
        entities,
        attributions,
    }
}
