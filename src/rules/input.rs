//! What can be wrong with a paste, before any certificate is judged.

pub mod armour;
pub mod contents;
pub mod forms;
pub mod layout;
pub mod secret;
pub mod sent;
pub mod stranger;
pub mod whole;
