import { mount } from 'svelte';
import pretrained from '../../assets/models/sketch.safetensors?url';
import App from './App.svelte';
import { isBuildName } from './engine/build';
import { Offline } from './offline/offline.svelte';
import { Session } from './session/session.svelte';
import { startLanguage } from './text';
import './ui/theme.css';
import './ui/fields.css';
import './ui/tables.css';

startLanguage();

// `?build=wasm-simd` in the page's address runs that build of the engine rather than the fastest.
const asked = new URLSearchParams(location.search).get('build');
const session = new Session(isBuildName(asked) ? asked : undefined, pretrained);

const target = document.getElementById('app');
if (!target) throw new Error('page: no element #app to mount on');
const offline = new Offline();
mount(App, { target, props: { session, offline } });
const started = session.start();
// The development server's files change all the time: nothing of them is kept.
if (import.meta.env.PROD) void offline.start('service-worker.js', started);
