//! What is heard and felt: tones and vibration, where a device has them.

/// What it is about, told apart by ear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Good,
    Attention,
    Bad,
}

impl Tone {
    /// Hertz, when it begins and how long it is, in seconds.
    #[cfg(feature = "hydrate")]
    const fn notes(self) -> &'static [(f64, f64, f64)] {
        match self {
            Self::Good => &[(880.0, 0.0, 0.09), (1318.5, 0.1, 0.14)],
            Self::Attention => &[(587.3, 0.0, 0.12), (587.3, 0.2, 0.12)],
            Self::Bad => &[(196.0, 0.0, 0.45)],
        }
    }

    /// Milliseconds on, off, on.
    #[cfg(feature = "hydrate")]
    const fn pulses(self) -> &'static [u32] {
        match self {
            Self::Good => &[60],
            Self::Attention => &[80, 60, 80],
            Self::Bad => &[350],
        }
    }
}

/// Makes tones, once somebody has touched the page: before that browsers allow none.
#[derive(Clone, Default)]
pub struct Speaker {
    #[cfg(feature = "hydrate")]
    context: Option<wasm_bindgen::JsValue>,
}

impl Speaker {
    /// To be called when somebody touches the page.
    pub fn unlock(&mut self) {
        #[cfg(feature = "hydrate")]
        {
            use super::js;
            if self.context.is_none() {
                self.context =
                    js::of_window("AudioContext").and_then(|class| js::construct(&class, &[]));
            }
            if let Some(context) = &self.context {
                js::call(context, "resume", &[]);
            }
        }
    }

    pub fn play(&self, tone: Tone) {
        #[cfg(feature = "hydrate")]
        {
            use super::js;
            use wasm_bindgen::JsValue;
            let pulses: js_sys::Array =
                tone.pulses().iter().map(|pulse| JsValue::from(*pulse)).collect();
            js::call(&leptos::prelude::window().navigator(), "vibrate", &[pulses.into()]);
            let Some(context) = &self.context else { return };
            for note in tone.notes() {
                let _ = sound(context, *note);
            }
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = tone;
    }
}

#[cfg(feature = "hydrate")]
fn sound(context: &wasm_bindgen::JsValue, (hertz, after, length): (f64, f64, f64)) -> Option<()> {
    use super::js;
    let now = js::get(context, "currentTime")?.as_f64()?;
    let (start, end) = (now + after, now + after + length);
    let oscillator = js::call(context, "createOscillator", &[])?;
    let gain = js::call(context, "createGain", &[])?;
    js::set(&js::get(&oscillator, "frequency")?, "value", &hertz.into());
    let loudness = js::get(&gain, "gain")?;
    js::call(&loudness, "setValueAtTime", &[0.25.into(), start.into()]);
    // Without a click at its end.
    js::call(&loudness, "exponentialRampToValueAtTime", &[0.001.into(), end.into()]);
    js::call(&oscillator, "connect", std::slice::from_ref(&gain))?;
    js::call(&gain, "connect", &[js::get(context, "destination")?])?;
    js::call(&oscillator, "start", &[start.into()])?;
    js::call(&oscillator, "stop", &[end.into()]).map(drop)
}
