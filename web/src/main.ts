import { mount } from 'svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('page: no element #app to mount on');
mount(App, { target });
