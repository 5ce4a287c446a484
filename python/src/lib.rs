//! The boundary to Python: plain objects in, plain objects out, no logic.

use std::ffi::OsString;
use std::time::Duration;

use chainwhy::Question;
use pyo3::exceptions::{PyConnectionError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use pythonize::{depythonize, pythonize};

/// The report for a question. Other threads run meanwhile.
#[pyfunction]
fn explain<'py>(py: Python<'py>, question: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let question: Question =
        depythonize(question).map_err(|error| PyTypeError::new_err(error.to_string()))?;
    let report = py.detach(|| chainwhy::explain(&question));
    Ok(pythonize(py, &report)?)
}

/// The certificates that a server sends, DER, in the order sent.
#[pyfunction]
fn take_chain<'py>(py: Python<'py>, target: &str, timeout: f64) -> PyResult<Vec<Bound<'py, PyBytes>>> {
    let timeout = Duration::try_from_secs_f64(timeout).map_err(|error| PyTypeError::new_err(error.to_string()))?;
    let taken = py.detach(|| chainwhy_cli::take_chain(target, timeout)).map_err(PyConnectionError::new_err)?;
    Ok(taken.iter().map(|der| PyBytes::new(py, der)).collect())
}

/// The native program with these arguments, its own name first; gives the exit status.
#[pyfunction]
fn run(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| chainwhy_cli::run(arguments))
}

#[pymodule]
fn _chainwhy(module: &Bound<'_, PyModule>) -> PyResult<()> {
    chainwhy_cli::verify_natively();
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_function(wrap_pyfunction!(explain, module)?)?;
    module.add_function(wrap_pyfunction!(take_chain, module)?)?;
    module.add_function(wrap_pyfunction!(run, module)?)
}
