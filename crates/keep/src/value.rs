//! What stands in one field of one row.

/// One field.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Unknown, or nothing there.
    #[default]
    Null,
    /// A whole number.
    Int(i64),
    /// A number.
    Real(f64),
    /// Text.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// Stretches of text, `[begin, end)` in code points.
    Spans(Vec<[u32; 2]>),
    /// Several texts.
    Texts(Vec<String>),
}

impl Value {
    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, where it is one.
    pub fn int(&self) -> Option<i64> {
        match self {
            Value::Int(n) => Some(*n),
            _ => None,
        }
    }

    /// As people and spreadsheets read it: null is empty, a list is JSON.
    pub fn words(&self) -> String {
        match self {
            Value::Null => String::new(),
            Value::Text(text) => text.clone(),
            other => other.json().to_string(),
        }
    }

    /// As JSON has it.
    pub fn json(&self) -> serde_json::Value {
        match self {
            Value::Null => serde_json::Value::Null,
            Value::Int(n) => (*n).into(),
            Value::Real(x) => (*x).into(),
            Value::Text(text) => text.as_str().into(),
            Value::Flag(yes) => (*yes).into(),
            Value::Spans(spans) => spans.iter().map(|s| serde_json::json!(s)).collect(),
            Value::Texts(texts) => texts.iter().map(String::as_str).collect(),
        }
    }
}

/// A row as a JSON object, by the names of its columns.
pub fn object<N: ToString>(names: impl IntoIterator<Item = N>, row: &[Value]) -> serde_json::Value {
    let fields = names.into_iter().map(|n| n.to_string()).zip(row.iter().map(Value::json));
    serde_json::Value::Object(fields.collect())
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_string())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<i64> for Value {
    fn from(n: i64) -> Value {
        Value::Int(n)
    }
}

impl From<u32> for Value {
    fn from(n: u32) -> Value {
        Value::Int(n.into())
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Value {
        Value::Flag(yes)
    }
}

impl From<f64> for Value {
    fn from(x: f64) -> Value {
        Value::Real(x)
    }
}

impl From<&[String]> for Value {
    fn from(texts: &[String]) -> Value {
        Value::Texts(texts.to_vec())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}
